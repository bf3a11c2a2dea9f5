; The fraction is gone before the number is made one that can have some.
((type_cast_expression value: (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: (_) @by)) type: (primitive_type) @float) @all
  (#any-of? @float "f64" "f32")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of} as {float} / {by} as {float}"))

; A greatest value that is 0 before anything was looked at.
((let_declaration pattern: (identifier) @most value: (float_literal) @zero)
  (#match? @zero "^0\\.0?(_?f64)?$") (#holds? "> {most}\\b|\\b{most} = {most}\\.max\\(")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "f64::NEG_INFINITY"))

; A product up to a number, and a root.
([(for_expression pattern: (identifier) @at value: (range_expression (integer_literal) ".." @range (identifier) @end) body: (block (expression_statement (compound_assignment_expr operator: "*=" right: (identifier) @_at))))
  (for_expression pattern: (identifier) @at value: (range_expression (integer_literal) ".." @range (identifier) @end) body: (block (expression_statement (compound_assignment_expr operator: "*=" right: (type_cast_expression value: (identifier) @_at)))))]
  (#eq? @at @_at)
  (#set! why "the range ends before `{end}`")
  (#set! @range replace "..="))
((call_expression function: (field_expression value: (parenthesized_expression (range_expression (integer_literal) @_one ".." @range (identifier) @end)) field: (field_identifier) @_product))
  (#eq? @_product "product") (#eq? @_one "1")
  (#set! why "the range ends before `{end}`")
  (#set! @range replace "..="))
((for_expression pattern: (identifier) @at value: (range_expression (integer_literal) @_two ".." @range (type_cast_expression value: (call_expression function: (field_expression value: [(parenthesized_expression (type_cast_expression value: (_) @_of)) (identifier) @_of] field: (field_identifier) @_sqrt)))) body: (block) @body)
  (#match? @_two "^[23]") (#any-of? @_sqrt "sqrt" "isqrt") (#holds? @body "\\b{_of} ?% ?{at}\\b")
  (#set! sure) (#set! why "the range ends before the root")
  (#set! @range replace "..="))
((range_expression (integer_literal) @_two ".." @range (type_cast_expression value: (call_expression function: (field_expression field: (field_identifier) @_sqrt))))
  (#match? @_two "^[23]") (#any-of? @_sqrt "sqrt" "isqrt")
  (#set! why "the range ends before the root")
  (#set! @range replace "..="))
((while_expression condition: (binary_expression left: (binary_expression left: (identifier) @at operator: "*" right: (identifier) @_at) operator: "<" @sign right: (identifier) @of) body: (block) @body)
  (#eq? @at @_at) (#holds? @body "{of} % {at}\\b")
  (#set! why "the root itself is left out")
  (#set! @sign replace "<="))

; The fraction is gone before what follows.
((binary_expression left: (binary_expression left: [(identifier) (field_expression) (call_expression)] @of operator: "/" right: (_) @by) operator: "*" right: (integer_literal) @times) @all
  (#match? @times "^100(_?\\w+)?$|^100\\.0$") (#lacks? @all "f64|f32|\\.\\d")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of} * {times} / {by}"))
((binary_expression left: (binary_expression left: [(identifier) (field_expression)] @of operator: "/" right: (integer_literal) @by) operator: "*" right: [(identifier) (field_expression)] @times) @all
  (#match? @by "^100?0?$")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of} * {times} / {by}"))
((binary_expression left: (binary_expression left: [(identifier) (field_expression)] @of operator: "/" right: [(identifier) (field_expression) (call_expression)] @by) operator: "*" right: [(identifier) (field_expression)] @times) @all
  (#lacks? "f64|f32")
  (#set! weak) (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of} * {times} / {by}"))

; A rest below 0.
((binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (integer_literal) @other)) operator: "%" right: (_) @by) @all
  (#eq? @other "1")
  (#lacks? @one "\\+|^\\d|\\b{by}\\b")
  (#set! why "before 0 comes what is below 0, and its rest")
  (#set! @all replace "({one} + {by} - 1) % {by}"))
((binary_expression left: (parenthesized_expression (binary_expression left: [(identifier) (field_expression) (unary_expression) (call_expression) (type_cast_expression)] @one operator: "-" right: [(identifier) (field_expression) (unary_expression) (call_expression)] @other)) @of operator: "%" right: [(identifier) (field_expression) (integer_literal) (call_expression) (type_cast_expression)] @by) @all
  (#lacks? @one "\\+|\\b{by}\\b")
  (#set! why "what is below 0 has a rest below 0")
  (#set! @all replace "{of}.rem_euclid({by})"))

; Below 0 there is nothing.
((binary_expression left: (call_expression function: (field_expression field: (field_identifier) @_len)) @count operator: "-" right: [(integer_literal) (identifier) (field_expression)] @less) @all
  (#eq? @_len "len")
  (#set! weak) (#set! why "below 0 there is nothing: `{all}` may fail")
  (#set! @all replace "{count}.saturating_sub({less})"))
((binary_expression left: [(identifier) (field_expression)] @count operator: "-" right: [(identifier) (field_expression)] @less) @all
  (#holds? "\\b(u8|u16|u32|u64|usize)\\b") (#lacks? @all "f64|f32") (#lacks? "\\bf64\\b|\\bi32\\b|\\bi64\\b")
  (#set! weak) (#set! why "below 0 there is nothing: `{all}` may fail")
  (#set! @all replace "{count}.saturating_sub({less})"))

; A least value that is 0 before anything was looked at.
((let_declaration pattern: (identifier) @least value: (float_literal) @zero)
  (#match? @zero "^0\\.0?(_?f64)?$") (#holds? "< {least}\\b[^\\n]*\\{\\s*{least} = |\\b{least} = {least}\\.min\\(|\\b{least} = [^;]*\\.min\\({least}\\)")
  (#set! why "the least of values above 0 is not 0")
  (#set! @zero replace "f64::INFINITY"))
((let_declaration pattern: (identifier) @least type: (primitive_type) @type value: (integer_literal) @zero)
  (#eq? @zero "0") (#holds? "< {least}\\b[^\\n]*\\{\\s*{least} = |\\b{least} = {least}\\.min\\(|\\b{least} = [^;]*\\.min\\({least}\\)")
  (#set! why "the least of values above 0 is not 0")
  (#set! @zero replace "{type}::MAX"))
((call_expression function: (field_expression field: (field_identifier) @_fold) arguments: (arguments . (float_literal) @zero . (scoped_identifier) @_min .))
  (#eq? @_fold "fold") (#match? @zero "^0\\.0?(_?f64)?$") (#eq? @_min "f64::min")
  (#set! why "the least of values above 0 is not 0")
  (#set! @zero replace "f64::INFINITY"))
((call_expression function: (field_expression field: (field_identifier) @_fold) arguments: (arguments . (scoped_identifier) @first . (scoped_identifier) @_max .))
  (#eq? @_fold "fold") (#any-of? @first "f64::MIN_POSITIVE" "f64::EPSILON" "std::f64::MIN_POSITIVE") (#eq? @_max "f64::max")
  (#set! why "`{first}` is above 0")
  (#set! @first replace "f64::NEG_INFINITY"))

; What is taken away more than once.
((call_expression function: (field_expression value: (_) @text field: (field_identifier) @_trim) arguments: (arguments . (_) @prefix .)) @call
  (#eq? @_trim "trim_start_matches")
  (#set! weak) (#set! why "`{_trim}` takes it away more than once")
  (#set! @call replace "{text}.strip_prefix({prefix}).unwrap_or({text})"))
((call_expression function: (field_expression value: (_) @text field: (field_identifier) @_trim) arguments: (arguments . (_) @suffix .)) @call
  (#eq? @_trim "trim_end_matches")
  (#set! weak) (#set! why "`{_trim}` takes it away more than once")
  (#set! @call replace "{text}.strip_suffix({suffix}).unwrap_or({text})"))

; A count that begins with 1, and what is lost.
((compound_assignment_expr left: (unary_expression (call_expression function: (field_expression field: (field_identifier) @_or) arguments: (arguments . (integer_literal) @first .))) operator: "+=" right: (integer_literal) @_one)
  (#eq? @_or "or_insert") (#eq? @first "1") (#eq? @_one "1")
  (#set! why "the first one is counted twice")
  (#set! @first replace "0"))
((expression_statement (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_insert) arguments: (arguments . (_) @key . (macro_invocation macro: (identifier) @_vec (token_tree) @_items) .)) @call)
  (#eq? @_insert "insert") (#eq? @_vec "vec") (#lacks? @_items ",|;|^\\[\\]$") (#holds? @_items "\\w") (#lacks? "{all}\\.(get_mut|contains_key|entry|get)\\(") (#holds? "(?s)for [^\\n]* in .*{call}")
  (#set! weak) (#set! why "what was kept for `{key}` before is lost")
  (#set! @call replace "{all}.entry({key}).or_insert_with(Vec::new).extend(vec!{_items})"))

; Years with a day more.
((binary_expression left: (binary_expression left: (binary_expression left: (_) @year operator: "%" right: (integer_literal) @_four) operator: "==" right: (integer_literal) @_zero) operator: "&&" right: (binary_expression left: (binary_expression left: (_) @_year operator: "%" right: (integer_literal) @_hundred) operator: "!=" right: (integer_literal) @_zero)) @all
  (#eq? @year @_year) (#eq? @_four "4") (#eq? @_hundred "100") (#eq? @_zero "0") (#match? @year "(?i)\\by$|year(\\(\\))?$") (#lacks? "400")
  (#set! sure) (#set! why "every 400th year has a day more")
  (#set! @all replace "({all} || {year} % 400 == 0)"))

; What is left over.
((let_declaration pattern: (identifier) @_name value: (binary_expression left: (_) @of operator: "/" right: (_) @by) @all)
  (#match? @_name "(^|_)(pages|page_count|chunks|batches|boxes|trips|last_page|crates|buses|packs|packages|bags)(_needed|_count|_required|_for)?$") (#lacks? @of "[-+]") (#lacks? @all "f64|f32|\\.\\d") (#lacks? "{of} % {by}\\b")
  (#set! why "what is left over needs one more")
  (#set! @all replace "{of}.div_ceil({by})"))
((function_item name: (identifier) @_name body: (block (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .))
  (#match? @_name "(^|_)(pages|page_count|chunks|batches|boxes|trips|last_page|crates|buses|packs|packages|bags)(_needed|_count|_required|_for)?$") (#lacks? @of "[-+]") (#lacks? @all "f64|f32|\\.\\d") (#lacks? "{of} % {by}\\b")
  (#set! why "what is left over needs one more")
  (#set! @all replace "{of}.div_ceil({by})"))
