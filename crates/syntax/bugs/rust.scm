; What patterns may say is in python.scm.

; The fraction is gone before the number is made one that can have some.
((type_cast_expression value: (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: (_) @by)) type: (primitive_type) @float) @all
  (#any-of? @float "f64" "f32")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of} as {float} / {by} as {float}"))

; A new variable that hides the one that is meant.
([(for_expression body: (block (let_declaration pattern: (identifier) @name value: (binary_expression left: (identifier) @_same) @value) @line))
  (while_expression body: (block (let_declaration pattern: (identifier) @name value: (binary_expression left: (identifier) @_same) @value) @line))
  (if_expression consequence: (block (let_declaration pattern: (identifier) @name value: (binary_expression left: (identifier) @_same) @value) @line))]
  (#eq? @name @_same) (#holds? "\\blet mut {name}\\b")
  (#set! why "a new `{name}` hides the one outside")
  (#set! @line replace "{name} = {value};"))
; What is taken out of a list while it is gone through by number lets the next one move up, and the last number is none any more.
((for_expression pattern: (identifier) @at value: (range_expression (integer_literal) @_zero (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_len))) @numbers
    body: (block) @body)
  (#eq? @_zero "0") (#eq? @_len "len")
  (#holds? @body "{all}\\.remove\\({at}\\)") (#lacks? @body "\\bbreak\\b|\\breturn\\b|\\.insert\\(")
  (#set! sure) (#set! why "`{all}` gets shorter while it is gone through by number")
  (#set! @numbers replace "({numbers}).rev()"))

; Bytes are no characters.
((call_expression function: (field_expression value: (identifier) @text field: (field_identifier) @len)) @all
  (#eq? @len "len") (#holds? "\\b{text}: &(mut )?(str|String)\\b")
  (#set! weak) (#set! why "`len` counts bytes, not characters")
  (#set! @len replace "chars().count"))
; A greatest value that is 0 before anything was looked at.
((let_declaration pattern: (identifier) @most value: (float_literal) @zero)
  (#match? @zero "^0\\.0?(_?f64)?$") (#holds? "> {most}\\b|\\b{most} = {most}\\.max\\(")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "f64::NEG_INFINITY"))

; What was gathered last is left out.
((for_expression body: (block (expression_statement (if_expression consequence: (block
    . (_) @emit . (expression_statement (call_expression function: (field_expression value: (identifier) @gathered field: (field_identifier) @_clear))) .))))) @loop
  (#eq? @_clear "clear") (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression body: (block (expression_statement (if_expression consequence: (block
    . (_) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: (call_expression) @_new)) .))))) @loop
  (#match? @_new "::new\\(\\)$") (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression body: (block (expression_statement (if_expression consequence: (block
    . (expression_statement (call_expression arguments: (arguments (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))))) @emit .))))) @loop
  (#match? @_take "take$")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))

((for_expression body: (block (expression_statement (if_expression consequence: (block
    . (expression_statement (call_expression arguments: (arguments (call_expression function: (field_expression value: (identifier) @gathered field: (field_identifier) @_take))))) @emit .))))) @loop
  (#eq? @_take "take") (#lacks? "(?s)\\}\\s*\\w+\\.(extend|push)\\({gathered}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{emit}"))

; `dedup` sees neighbours alone.
((expression_statement (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_dedup))) @line
  (#eq? @_dedup "dedup")
  (#set! why "`dedup` removes only what is next to its like")
  (#set! @line before "{all}.sort();"))

; One too few, or too many.
((for_expression pattern: (identifier) @at value: (range_expression (integer_literal) @_zero ".." (binary_expression left: (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_len)) @count operator: "-" right: (integer_literal) @_one) @end) body: (block) @body)
  (#eq? @_zero "0") (#eq? @_len "len") (#eq? @_one "1")
  (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b{at} ?[-+]|[-+] ?{at}\\b|{all}\\[[^\\]]*\\.\\.") (#lacks? "{all}\\.(last|pop)\\b|{all}\\[{all}\\.len\\(\\) - 1\\]")
  (#set! why "the last one of `{all}` is left out")
  (#set! @end replace "{count}"))
((for_expression pattern: (identifier) @at value: (range_expression (integer_literal) "..=" @range (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_len)) .) body: (block) @body)
  (#eq? @_len "len") (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b(if|match|break|return)\\b|&&|\\|\\||\\?;|\\b{at} ?-")
  (#set! sure) (#set! why "`{all}` ends before that")
  (#set! @range replace ".."))
((while_expression condition: (binary_expression left: (identifier) @at operator: "<=" @sign right: (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_len))) body: (block) @body)
  (#eq? @_len "len") (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b{at} ?- ?1|[=<>] {all}\\.len\\(\\)")
  (#set! why "`{all}` ends before that")
  (#set! @sign replace "<"))

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
((range_expression (integer_literal) @_two ".." @range (type_cast_expression value: (call_expression function: (field_expression field: (field_identifier) @_sqrt))))
  (#match? @_two "^[23]") (#any-of? @_sqrt "sqrt" "isqrt")
  (#set! why "the range ends before the root")
  (#set! @range replace "..="))
((while_expression condition: (binary_expression left: (binary_expression left: (identifier) @at operator: "*" right: (identifier) @_at) operator: "<" @sign right: (identifier) @of) body: (block) @body)
  (#eq? @at @_at) (#holds? @body "{of} % {at}\\b")
  (#set! why "the root itself is left out")
  (#set! @sign replace "<="))

; The last letter is left out.
([(range_expression [(char_literal) (integer_literal)] @first ".." @range (char_literal) @last) (range_pattern (char_literal) @first ".." @range (char_literal) @last)]
  (#match? @first "^b?'[aA0]'$") (#match? @last "^b?'[zZ9fF]'$")
  (#set! why "`..` ends before {last}")
  (#set! @range replace "..="))

; A loop that ends in its first round, or forgets what it found.
((for_expression . "for" @kept body: (block . "{" . (_)+ @kept @before . (expression_statement (return_expression (_))) @return .)) @loop
  (#holds? @before "\\.(push|push_str|insert|extend|or_insert\\w*)\\(|[-+*/|]= |\\w\\] = ") (#lacks? @before "\\b(continue|break)\\b|\\?[;.)]")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n}\n{return}"))
((for_expression . "for" @kept body: (block . "{" @kept . (expression_statement (if_expression "if" @kept consequence: (block (expression_statement (return_expression)) .) @kept alternative: (else_clause (block . (expression_statement (return_expression)) @return .)))) .)) @loop
  (#lacks? @loop "\\bcontinue\\b")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n}\n{return}"))
((for_expression . "for" @kept body: (block . "{" @kept (expression_statement (if_expression consequence: (block (expression_statement (return_expression)) .) !alternative)) @kept . (expression_statement (return_expression)) @return .)) @loop
  (#lacks? @loop "\\bcontinue\\b")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n}\n{return}"))
((let_declaration (mutable_specifier) pattern: (identifier) @found value: (boolean_literal) @value) .
  (expression_statement (for_expression body: (block . (expression_statement (if_expression consequence: (block (expression_statement (assignment_expression left: (identifier) @_found))) alternative: (else_clause (block . (expression_statement (assignment_expression left: (identifier) @_same right: (boolean_literal) @_value)) .)) @else)) .)) @loop)
  (#eq? @found @_found) (#eq? @found @_same) (#eq? @value @_value) (#lacks? @loop "\\bbreak\\b")
  (#set! why "a later round undoes what an earlier one found")
  (#set! @else replace ""))

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

; Capitals on one side alone.
((binary_expression left: (call_expression function: (field_expression field: (field_identifier) @lower) arguments: (arguments) @_none) operator: ["==" "!="] right: [(identifier) (field_expression)] @other)
  (#any-of? @lower "to_lowercase" "to_ascii_lowercase" "to_uppercase" "to_ascii_uppercase") (#eq? @_none "()")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|^[A-Z\\d_]+$|::")
  (#lacks? "(^|[^.\\w]){other}( = [^;]*)?\\.to_(ascii_)?(lower|upper)case\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in ")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))
((binary_expression left: [(identifier) (field_expression)] @other operator: ["==" "!="] right: (call_expression function: (field_expression field: (field_identifier) @lower) arguments: (arguments) @_none))
  (#any-of? @lower "to_lowercase" "to_ascii_lowercase" "to_uppercase" "to_ascii_uppercase") (#eq? @_none "()")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|^[A-Z\\d_]+$|::")
  (#lacks? "(^|[^.\\w]){other}( = [^;]*)?\\.to_(ascii_)?(lower|upper)case\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in ")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))
((call_expression function: (field_expression value: (call_expression function: (field_expression field: (field_identifier) @lower) arguments: (arguments) @_none) field: (field_identifier) @_contains) arguments: (arguments . [(identifier) (field_expression)] @other .))
  (#any-of? @lower "to_lowercase" "to_ascii_lowercase" "to_uppercase" "to_ascii_uppercase") (#eq? @_none "()") (#any-of? @_contains "contains" "starts_with" "ends_with" "find" "matches")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|^[A-Z\\d_]+$") (#lacks? "\\b{other}: char\\b|(^|[^.\\w]){other}( = [^;]*)?\\.to_(ascii_)?(lower|upper)case\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in |\\|{other}\\||\\|&{other}\\|")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "&{other}.{lower}()"))
((call_expression function: (field_expression value: (call_expression function: (field_expression field: (field_identifier) @lower) arguments: (arguments) @_none) field: (field_identifier) @_contains) arguments: (arguments . (reference_expression value: [(identifier) (field_expression)] @other) .))
  (#any-of? @lower "to_lowercase" "to_ascii_lowercase" "to_uppercase" "to_ascii_uppercase") (#eq? @_none "()") (#any-of? @_contains "contains" "starts_with" "ends_with" "find" "matches")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|^[A-Z\\d_]+$") (#lacks? "\\b{other}: char\\b|(^|[^.\\w]){other}( = [^;]*)?\\.to_(ascii_)?(lower|upper)case\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in |\\|{other}\\||\\|&{other}\\|")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))

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

; Two blanks in a row.
((call_expression function: (field_expression field: (field_identifier) @split) arguments: (arguments . [(char_literal) (string_literal)] @_blank .) @arguments)
  (#eq? @split "split") (#any-of? @_blank "' '" "\" \"")
  (#set! weak) (#set! why "two blanks in a row make an empty word")
  (#set! @split replace "split_whitespace") (#set! @arguments replace "()"))

; What is equal, and the order of things.
((call_expression function: (field_expression field: (field_identifier) @sort))
  (#eq? @sort "sort_unstable_by_key")
  (#set! why "what is equal changes its order")
  (#set! @sort replace "sort_by_key"))
((call_expression function: (field_expression field: (field_identifier) @sort))
  (#eq? @sort "sort_unstable_by")
  (#set! why "what is equal changes its order")
  (#set! @sort replace "sort_by"))
((call_expression function: (field_expression field: (field_identifier) @remove) arguments: (arguments . (_) .))
  (#eq? @remove "swap_remove")
  (#set! why "the last one takes the place of what is taken out")
  (#set! @remove replace "remove"))
((call_expression function: (field_expression value: (_) @all field: (field_identifier) @_max))
  (#any-of? @_max "max_by_key" "max_by") (#lacks? @all "\\.rev\\(\\)$")
  (#set! weak) (#set! why "of equal ones, `{_max}` takes the last")
  (#set! @all replace "{all}.rev()"))
((call_expression function: (field_expression value: (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_rev)) @rev field: (field_identifier) @position))
  (#eq? @_rev "rev") (#eq? @position "position") (#match? @all "iter\\(\\)$|_indices\\(\\)$|bytes\\(\\)$")
  (#set! why "the position is counted from the end")
  (#set! @rev replace "{all}") (#set! @position replace "rposition"))
((call_expression function: (field_expression value: (call_expression function: (field_expression field: (field_identifier) @one) arguments: (arguments) @with) field: (field_identifier) @other) arguments: (arguments) @none)
  (#any-of? @one "rev" "skip") (#eq? @other "enumerate")
  (#set! weak) (#set! why "the numbers begin where that leaves off")
  (#set! @one replace "enumerate") (#set! @with replace "()") (#set! @other replace "{one}") (#set! @none replace "{with}"))
((call_expression function: (field_expression field: (field_identifier) @chunks) arguments: (arguments . (_) .))
  (#eq? @chunks "chunks_exact") (#lacks? "remainder")
  (#set! weak) (#set! why "what is left over at the end is left out")
  (#set! @chunks replace "chunks"))

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
  (#set! sure) (#set! why "`{first}` is above 0")
  (#set! @first replace "f64::NEG_INFINITY"))

; One parameter twice, another one never.
((function_item parameters: (parameters (parameter pattern: (identifier) @param)) body: (block (struct_expression body: (field_initializer_list (field_initializer field: (field_identifier) @field value: (identifier) @value)))) @body)
  (#eq? @param @field) (#not-eq? @value @field) (#holds? @body "[{,]\\s*{value}(: {value})?\\s*[,}]") (#lacks? @body "\\b{param}\\b[^:]|\\b{param}:[^ ]") (#lacks? @body "(?s)\\b{param}\\b.*\\b{param}\\b")
  (#set! sure) (#set! why "`{param}` is not used; `{value}` is, twice")
  (#set! @value replace "{param}"))

; What is taken away more than once.
((call_expression function: (field_expression value: (_) @text field: (field_identifier) @_trim) arguments: (arguments . (_) @prefix .)) @call
  (#eq? @_trim "trim_start_matches")
  (#set! weak) (#set! why "`{_trim}` takes it away more than once")
  (#set! @call replace "{text}.strip_prefix({prefix}).unwrap_or({text})"))
((call_expression function: (field_expression value: (_) @text field: (field_identifier) @_trim) arguments: (arguments . (_) @suffix .)) @call
  (#eq? @_trim "trim_end_matches")
  (#set! weak) (#set! why "`{_trim}` takes it away more than once")
  (#set! @call replace "{text}.strip_suffix({suffix}).unwrap_or({text})"))

; Bounds in each other's place.
((call_expression function: (field_expression value: (call_expression function: (field_expression field: (field_identifier) @min) arguments: (arguments . (_) @_low .)) field: (field_identifier) @max) arguments: (arguments . (_) @_high .))
  (#eq? @min "min") (#eq? @max "max") (#match? @_low "^(self\\.)?(low|lo|lower|min|minimum|min_\\w+|floor)$") (#match? @_high "^(self\\.)?(high|hi|upper|max|maximum|max_\\w+|ceiling)$")
  (#set! sure) (#set! why "`min` takes what is too small")
  (#set! @min replace "max") (#set! @max replace "min"))
((call_expression function: (field_expression value: (call_expression function: (field_expression field: (field_identifier) @max) arguments: (arguments . (_) @_high .)) field: (field_identifier) @min) arguments: (arguments . (_) @_low .))
  (#eq? @min "min") (#eq? @max "max") (#match? @_low "^(self\\.)?(low|lo|lower|min|minimum|min_\\w+|floor)$") (#match? @_high "^(self\\.)?(high|hi|upper|max|maximum|max_\\w+|ceiling)$")
  (#set! sure) (#set! why "`max` takes what is too great")
  (#set! @min replace "max") (#set! @max replace "min"))

; A count that begins with 1, and what is lost.
((compound_assignment_expr left: (unary_expression (call_expression function: (field_expression field: (field_identifier) @_or) arguments: (arguments . (integer_literal) @first .))) operator: "+=" right: (integer_literal) @_one)
  (#eq? @_or "or_insert") (#eq? @first "1") (#eq? @_one "1")
  (#set! why "the first one is counted twice")
  (#set! @first replace "0"))
((expression_statement (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_insert) arguments: (arguments . (_) @key . (macro_invocation macro: (identifier) @_vec (token_tree) @_items) .)) @call)
  (#eq? @_insert "insert") (#eq? @_vec "vec") (#lacks? @_items ",|;|^\\[\\]$") (#holds? @_items "\\w") (#lacks? "{all}\\.(get_mut|contains_key|entry|get)\\(") (#holds? "(?s)for [^\\n]* in .*{call}")
  (#set! weak) (#set! why "what was kept for `{key}` before is lost")
  (#set! @call replace "{all}.entry({key}).or_insert_with(Vec::new).extend(vec!{_items})"))

; What is changed is a copy.
((let_declaration (mutable_specifier) pattern: (identifier) @copy value: (call_expression function: (field_expression value: (index_expression . (field_expression value: (self))) @item field: (field_identifier) @_clone)) @value) @line . (_)+ @rest
  (#eq? @_clone "clone") (#holds? @rest "\\b{copy}\\.\\w+ [-+*/]?= |\\b{copy}\\.\\w+\\.(push|insert|remove|clear|extend)\\(|\\b{copy}\\.(push|insert|remove|clear|extend)\\(") (#lacks? @rest "\\b{copy}\\b[^.\\w]|= {copy}\\b")
  (#set! why "what is changed is a copy, which is dropped")
  (#set! @line replace "let {copy} = &mut {item};"))
((for_expression pattern: (mut_pattern (identifier) @item) @pattern value: (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_clone)) @copies body: (block) @body)
  (#eq? @_clone "clone") (#match? @all "^self\\.\\w+$") (#holds? @body "\\b{item}\\.\\w+ [-+*/]?= ") (#lacks? @body "\\b{item}\\b[^.\\w]")
  (#set! why "what is changed are copies, which are dropped")
  (#set! @pattern replace "{item}") (#set! @copies replace "{all}.iter_mut()"))

; What is changed for one another.
((expression_statement (assignment_expression left: (identifier) @one right: (identifier) @other)) @first . (expression_statement (assignment_expression left: (identifier) @_other right: (identifier) @_one)) @second
  (#eq? @one @_one) (#eq? @other @_other)
  (#set! sure) (#set! why "both are the same by then")
  (#set! @first replace "std::mem::swap(&mut {one}, &mut {other});") (#set! @second replace ""))
((expression_statement (assignment_expression left: (identifier) @one right: (identifier) @other)) @first . (expression_statement (assignment_expression left: (identifier) @_other right: (binary_expression) @both)) @second
  (#eq? @other @_other) (#holds? @both "\\b{one}\\b") (#holds? @both "\\b{other}\\b")
  (#set! why "both are the same by then")
  (#set! @first replace "({one}, {other}) = ({other}, {both});") (#set! @second replace ""))

; The search in halves.
((assignment_expression left: (identifier) @low right: (identifier) @mid)
  (#holds? "\\b{mid} = \\(?{low} \\+ [^\\n]* ?/ ?2|\\b{mid} = {low} \\+ \\(\\w+ - {low}\\) / 2") (#holds? "while {low} <=? \\w+ \\{")
  (#set! why "where they are neighbours, `{low}` stays where it is for ever")
  (#set! @mid replace "{mid} + 1"))

; Years with a day more.
((binary_expression left: (binary_expression left: (binary_expression left: (_) @year operator: "%" right: (integer_literal) @_four) operator: "==") operator: "&&" right: (binary_expression left: (binary_expression left: (_) @_year operator: "%" right: (integer_literal) @_hundred) operator: "!=")) @all
  (#eq? @year @_year) (#eq? @_four "4") (#eq? @_hundred "100") (#lacks? "% ?400")
  (#set! sure) (#set! why "every 400th year has a day more")
  (#set! @all replace "({all} || {year} % 400 == 0)"))

; The wrong end of a queue.
((call_expression function: (field_expression value: (_) @queue field: (field_identifier) @pop) arguments: (arguments) @_none)
  (#match? @queue "(?i)queue$") (#eq? @pop "pop_back") (#lacks? "{queue}\\.(push_front|pop_front)\\(") (#holds? "{queue}\\.push_back\\(")
  (#set! why "`pop_back` takes the last one; a queue hands out the first")
  (#set! @pop replace "pop_front"))

; What is left over.
((let_declaration pattern: (identifier) @_name value: (binary_expression left: (_) @of operator: "/" right: (_) @by) @all)
  (#match? @_name "(^|_)(pages|page_count|chunks|batches|boxes|trips|last_page|crates|buses|packs)(_needed|_count|_required)?$") (#lacks? @of "[-+]") (#lacks? @all "f64|f32|\\.\\d") (#lacks? "{of} % {by}\\b")
  (#set! why "what is left over needs one more")
  (#set! @all replace "{of}.div_ceil({by})"))
((function_item name: (identifier) @_name body: (block (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .))
  (#match? @_name "(^|_)(pages|page_count|chunks|batches|boxes|trips|last_page|crates|buses|packs)(_needed|_count|_required)?$") (#lacks? @of "[-+]") (#lacks? @all "f64|f32|\\.\\d") (#lacks? "{of} % {by}\\b")
  (#set! why "what is left over needs one more")
  (#set! @all replace "{of}.div_ceil({by})"))

; What was gathered last is left out, in other forms.
((for_expression pattern: (_) @at body: (block (expression_statement [
    (if_expression consequence: (block (expression_statement (call_expression arguments: (arguments [
        (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))
        (struct_expression body: (field_initializer_list (field_initializer value: (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))))
        (call_expression arguments: (arguments (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))))
        (tuple_expression (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))
        (call_expression arguments: (arguments (struct_expression body: (field_initializer_list (field_initializer value: (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))))))]))) @emit))
    (if_expression alternative: (else_clause (block (expression_statement (call_expression arguments: (arguments [
        (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))
        (struct_expression body: (field_initializer_list (field_initializer value: (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))))
        (call_expression arguments: (arguments (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))))
        (tuple_expression (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))
        (call_expression arguments: (arguments (struct_expression body: (field_initializer_list (field_initializer value: (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))))))]))) @emit)))]))) @loop
  (#match? @_take "(^|::)take$") (#lacks? "(?s){emit}.*{emit}") (#lacks? @emit "\\b{at}\\b") (#lacks? "(?s){emit}.*(!{gathered}\\.is_empty\\(\\)|\\}\\n[^\\n]*[(\\s]{gathered}( \\})?\\))")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression pattern: (_) @at body: (block (expression_statement [
    (if_expression consequence: (block (_) @emit . (expression_statement (call_expression function: (field_expression value: (identifier) @gathered field: (field_identifier) @_clear)))))
    (if_expression alternative: (else_clause (block (_) @emit . (expression_statement (call_expression function: (field_expression value: (identifier) @gathered field: (field_identifier) @_clear))))))]))) @loop
  (#eq? @_clear "clear") (#holds? @emit "(push|push_back|insert|extend)\\(.*\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}") (#lacks? @emit "\\b{at}\\b") (#lacks? "(?s){emit}.*!{gathered}\\.is_empty\\(\\)")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression pattern: (_) @at body: (block (expression_statement [
    (if_expression consequence: (block (expression_statement (call_expression)) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: (_) @_new))))
    (if_expression alternative: (else_clause (block (expression_statement (call_expression)) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: (_) @_new)))))]))) @loop
  (#match? @_new "^(vec!\\[.*\\]|\\w+::new\\(\\)|\\w+::from\\(.*\\))$") (#holds? @emit "(push|push_back|insert|extend)\\(.*\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}") (#lacks? @emit "\\b{at}\\b") (#lacks? "(?s){emit}.*!{gathered}\\.is_empty\\(\\)")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression pattern: (_) @at body: (block (expression_statement [
    (if_expression consequence: (block . (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @count right: (integer_literal) @_one))))
    (if_expression alternative: (else_clause (block . (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @count right: (integer_literal) @_one)))))]))) @loop
  (#any-of? @_one "0" "1") (#holds? @emit "push\\(.*\\b{count}\\b") (#holds? @loop "\\b{count} \\+= ") (#lacks? "(?s){emit}.*{emit}") (#lacks? @emit "\\b{at}\\b") (#lacks? "(?s){emit}.*(push\\(|Some\\()[^\\n]*\\b{count}\\b")
  (#set! why "what was counted last in `{count}` is left out")
  (#set! @loop after "if {count} > 0 {\n\t{emit}\n}"))
