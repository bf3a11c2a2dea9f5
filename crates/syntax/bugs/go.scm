; What patterns may say is in python.scm.

; The loop's variable is a copy.
((for_statement (range_clause left: (expression_list (identifier) @at . (identifier) @item) right: [(identifier) (selector_expression)] @all)
    body: (block (statement_list . (_) @first)) @body)
  (#not-eq? @at "_") (#holds? @body "\\b{item}\\.\\w+(\\.\\w+)*\\s*([-+*/]?=[^=]|\\+\\+|--)")
  (#set! why "`{item}` is a copy: what is changed of it is lost")
  (#set! @item replace "_") (#set! @first before "{item} := &{all}[{at}]"))
((for_statement (range_clause left: (expression_list (identifier) @at . (identifier) @item) right: [(identifier) (selector_expression)] @all)
    body: (block (statement_list . (_) @first)) @body)
  (#eq? @at "_") (#holds? @body "\\b{item}\\.\\w+(\\.\\w+)*\\s*([-+*/]?=[^=]|\\+\\+|--)")
  (#set! why "`{item}` is a copy: what is changed of it is lost")
  (#set! @at replace "at") (#set! @item replace "_") (#set! @first before "{item} := &{all}[at]"))
; Functions of a loop that look at its variable see the last one (before Go 1.22).
((for_statement (range_clause left: (expression_list (identifier) @item .)) body: (block (statement_list . (_) @first)) @body)
  (#not-eq? @item "_") (#holds? @body "func\\(")
  (#set! weak) (#set! why "the functions see the last `{item}` of the loop")
  (#set! @first before "{item} := {item}"))

; A method that changes a copy of what it is called on.
((method_declaration receiver: (parameter_list . (parameter_declaration name: (identifier) @self type: [(type_identifier) (generic_type)] @type) .) !result
    body: (block (statement_list [
      (assignment_statement left: (expression_list . (selector_expression operand: (identifier) @_of) .))
      (inc_statement (selector_expression operand: (identifier) @_of))
      (dec_statement (selector_expression operand: (identifier) @_of))] .)) @body)
  (#eq? @_of @self) (#lacks? @body "[^.\\w]{self}[^\\w.]|func\\(")
  (#set! why "`{self}` is a copy: what is changed of it is lost")
  (#set! @type replace "*{type}"))
((method_declaration receiver: (parameter_list . (parameter_declaration name: (identifier) @self type: [(type_identifier) (generic_type)] @type) .) body: (block) @body)
  (#holds? @body "[^*&\\w]{self}\\.\\w+(\\s*([-+*/]=|\\+\\+|--)| = append\\({self}\\.| = [^\\n]*\\n\\t*\\}*\\n*\\treturn (nil|true|false|\"|[0-9])| = [^\\n]*(\\n\\t*\\})+$)")
  (#lacks? @body "[^.\\w]{self}[^\\w.]|(\\n\\t|^\\{ ){self}\\.\\w+(\\+\\+|--|\\s[-+*/]?= [^\\n]*)\\s\\}$") (#lacks? "func \\({self} {type}\\) \\w+\\([^)]*\\) \\(?{type}\\b")
  (#set! why "`{self}` is a copy: what is changed of it is lost")
  (#set! @type replace "*{type}"))

; The fraction is gone before the number is made one that can have some.
((call_expression function: (identifier) @float arguments: (argument_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) .)) @all
  (#any-of? @float "float64" "float32")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{float}({of}) / {float}({by})"))

((binary_expression left: [
    (binary_expression left: (_) @of operator: "/" right: [(identifier) @_by (selector_expression field: (_) @_by) (call_expression function: (_) @_by)] @by)
    (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: [(identifier) @_by (selector_expression field: (_) @_by) (call_expression function: (_) @_by)] @by))]
    operator: "*" right: [(int_literal) (float_literal)] @times) @all
  (#match? @times "^10+(\\.0)?$") (#lacks? @all "float|time\\.|[0-9]\\.[0-9].*\\*") (#lacks? "\\b{_by}\\b(, \\w+)*\\s+float|\\b{_by} :?= [^\\n]*(float|math\\.|[0-9]\\.[0-9])|\\b{by} :?= [^\\n]*(float|math\\.|[0-9]\\.[0-9])|func {_by}\\([^\\n]* float")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of} * {times} / {by}"))
((binary_expression left: (int_literal) @times operator: "*"
    right: (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: [(identifier) @_by (selector_expression field: (_) @_by) (call_expression function: (_) @_by)] @by))) @all
  (#match? @times "^10+$") (#lacks? @all "float|time\\.") (#lacks? "\\b{_by}\\b(, \\w+)*\\s+float|\\b{_by} :?= [^\\n]*(float|math\\.|[0-9]\\.[0-9])|\\b{by} :?= [^\\n]*(float|math\\.|[0-9]\\.[0-9])|func {_by}\\([^\\n]* float")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{times} * {of} / {by}"))
((binary_expression left: (int_literal) @of operator: "/" right: (int_literal) @by) @all
  (#match? @all "^(9 ?/ ?5|5 ?/ ?9|[1-7] ?/ ?[89]|[12] ?/ ?3|[13] ?/ ?[24]|[1-4] ?/ ?5)$") (#not-eq? @of @by) (#not-match? @all "^(3 ?/ ?3|[24] ?/ ?2|4 ?/ ?4)$")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of}.0 / {by}"))
; Parts that are counted: the last of them may be smaller.
([(short_var_declaration left: (expression_list . (identifier) @_parts .) right: (expression_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .))
  (assignment_statement left: (expression_list . [(identifier) (selector_expression)] @_parts .) right: (expression_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .))
  (function_declaration name: (_) @_parts body: (block (statement_list (return_statement (expression_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .)))))
  (method_declaration name: (_) @_parts body: (block (statement_list (return_statement (expression_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .)))))]
  (#match? @_parts "(?i)(pages|chunks|batches|pageCount|chunkCount|batchCount|lastPage|trips|boxes)$") (#lacks? @of "[-+]|float") (#lacks? @by "^[12]$|float")
  (#set! why "the last part, which is smaller, is not counted")
  (#set! @all replace "({of} + {by} - 1) / {by}"))
; What is left of a number below 0 is below 0.
([(assignment_statement left: (expression_list . (_) @_to .) right: (expression_list . (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all .))
  (index_expression operand: (_) @_to index: (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all)
  (return_statement (expression_list . (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) @_to operator: "%" right: (_) @by) @all .))
  (short_var_declaration left: (expression_list . (identifier) @_to .) right: (expression_list . (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all .))]
  (#lacks? @all "uint|\\+ ?{by}") (#lacks? @one "^[0-9]|\\*|\\+") (#lacks? @by "^[0-9]") (#lacks? "\\b({one}|{by})(, \\w+)*\\s+uint|\\b({one}|{by}) :?= uint")
  (#set! why "what is left of a number below 0 is below 0, too")
  (#set! @all replace "({one} - {other} + {by}) % {by}"))

; Loops that end too early or too late.
((for_statement (for_clause initializer: (short_var_declaration right: (expression_list . (int_literal) @_zero .))
    condition: (binary_expression left: (identifier) @at operator: "<" right: (binary_expression left: (call_expression function: (identifier) @_len arguments: (argument_list . (_) @of .)) @count operator: "-" right: (int_literal) @_one) @until)
    update: (inc_statement (identifier))) body: (block) @body)
  (#eq? @_zero "0") (#eq? @_len "len") (#eq? @_one "1") (#holds? @body "\\b{of}\\[{at}\\]")
  (#lacks? @body "\\b{at} ?\\+ ?1|- ?{at}\\b|:{at}|{at}:|\\b{at} == 0|{at}\\+\\+") (#lacks? "\\b{of}\\[len\\({of}\\) ?- ?1\\]")
  (#set! why "the last one is left out")
  (#set! @until replace "{count}"))
((for_statement (for_clause
    condition: (binary_expression left: (identifier) @at operator: "<=" @than right: (call_expression function: (identifier) @_len arguments: (argument_list . (_) @of .)))
    update: (inc_statement (identifier))) body: (block) @body)
  (#eq? @_len "len") (#holds? @body "\\b{of}\\[{at}\\]")
  (#lacks? @body "\\b{at} (==|<|>=|!=|<=|>) |(==|<|>=|!=|<=|>) {at}\\b|:{at}\\b|\\b{at}:|\\b{at} ?[-+]|\\bbreak\\b|\\breturn\\b|\\bgoto\\b|\\b{of} = |recover")
  (#set! why "there is no `{of}[len({of})]`")
  (#set! @than replace "<"))
((for_statement (for_clause
    condition: (binary_expression left: (identifier) @at operator: "<=" @than right: (call_expression function: (identifier) @_len arguments: (argument_list . (_) @of .)))
    update: (inc_statement (identifier))) body: (block) @body)
  (#eq? @_len "len") (#holds? @body "\\b{of}\\[{at}\\]") (#holds? @body "\\bbreak\\b|\\breturn\\b")
  (#lacks? @body "\\b{at} (==|<|>=|!=|<=|>) |(==|<|>=|!=|<=|>) {at}\\b|:{at}\\b|\\b{at}:|\\b{at} ?[-+]|\\bgoto\\b|\\b{of} = ")
  (#set! why "there is no `{of}[len({of})]`")
  (#set! @than replace "<"))
((for_statement (for_clause initializer: (short_var_declaration right: (expression_list . (call_expression function: (identifier) @_len arguments: (argument_list . (_) @of .)) @from .))
    condition: (binary_expression left: (identifier) @at) update: (dec_statement (identifier))) body: (block (statement_list . (_) @first)))
  (#eq? @_len "len") (#holds? @first "\\b{of}\\[{at}\\]") (#lacks? @first "\\b{at} [=<>!]|^for ")
  (#set! why "there is no `{of}[len({of})]`")
  (#set! @from replace "{from} - 1"))
((index_expression operand: (_) @of index: (call_expression function: (identifier) @_len arguments: (argument_list . (_) @_all .)) @at)
  (#eq? @_len "len") (#eq? @_all @of) (#lacks? "\\b{of}\\s+map\\[|\\b{of} :?= (make\\()?map\\[")
  (#set! why "there is no `{of}[len({of})]`")
  (#set! @at replace "{at}-1"))
((for_statement (for_clause initializer: (short_var_declaration right: (expression_list . (binary_expression left: (call_expression function: (identifier) @_len arguments: (argument_list . (_) @of .)) operator: "-" right: (int_literal) @_one) .))
    condition: (binary_expression left: (identifier) @at operator: ">" @than right: (int_literal) @_zero) update: (dec_statement (identifier))) body: (block) @body)
  (#eq? @_len "len") (#eq? @_one "1") (#eq? @_zero "0") (#holds? @body "\\b{of}\\[{at}\\]")
  (#lacks? @body "\\b{at} ?[-+]|:{at}|{at}:|\\({at}\\)|, {at}\\b") (#lacks? "\\b{of}\\[0\\]")
  (#set! why "the first one is left out")
  (#set! @than replace ">="))
; A search in halves that never ends, or that leaves one out.
((for_statement (binary_expression left: (identifier) @low operator: ["<" "<="] right: (identifier) @high)
    body: (block (statement_list
      (short_var_declaration left: (expression_list . (identifier) @_middle .) right: (expression_list . (binary_expression operator: ["/" ">>" "+"]) @_half .))
      [(if_statement consequence: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_low .) right: (expression_list . (identifier) @middle .)) .)))
        (if_statement alternative: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_low .) right: (expression_list . (identifier) @middle .)) .)))
        (if_statement alternative: (if_statement consequence: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_low .) right: (expression_list . (identifier) @middle .)) .))))
        (if_statement alternative: (if_statement alternative: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_low .) right: (expression_list . (identifier) @middle .)) .))))])))
  (#eq? @_low @low) (#eq? @middle @_middle) (#holds? @_half "^(\\({low} ?\\+ ?{high}\\) ?(/ ?2|>> ?1)|{low} ?\\+ ?\\({high} ?- ?{low}\\) ?(/ ?2|>> ?1))$")
  (#set! why "the search never ends if `{low}` stays where it is")
  (#set! @middle replace "{middle} + 1"))
((for_statement (binary_expression left: (identifier) @low operator: "<" @than right: (identifier) @high) body: (block) @body)
  (#holds? @body ":= (\\({low} ?\\+ ?{high}\\) ?(/ ?2|>> ?1)|{low} ?\\+ ?\\({high} ?- ?{low}\\) ?/ ?2)") (#holds? @body "{low} = \\w+ ?\\+ ?1") (#holds? @body "{high} = \\w+ ?- ?1")
  (#set! why "the last one that is left is not looked at")
  (#set! @than replace "<="))

; What is taken out of a slice while it is gone through by number lets the next one move up.
((for_statement (for_clause update: (inc_statement (identifier) @at))
    body: (block (statement_list (if_statement consequence: (block (statement_list
      (assignment_statement left: (expression_list . (_) @all .) right: (expression_list . (call_expression function: (identifier) @_append) @_cut .)) @line)))))) @loop
  (#eq? @_append "append") (#holds? @_cut "^append\\({all}\\[:{at}\\], {all}\\[{at} ?\\+ ?1:\\]\\.\\.\\.\\)$")
  (#lacks? @loop "\\b{at}--|\\b{at} -= 1|\\b{at} = {at} ?-|\\bbreak\\b|\\breturn\\b")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @line after "{at}--"))

((for_statement (for_clause condition: (_) @until update: (inc_statement (identifier) @at))
    body: (block (statement_list (if_statement consequence: (block (statement_list
      (expression_statement (call_expression function: (selector_expression operand: (_) @of field: (_) @_remove) arguments: (argument_list . (identifier) @index .))) @line)))))) @loop
  (#eq? @index @at) (#match? @_remove "(?i)^remove(At)?$") (#holds? @until "^{at} < len\\({of}\\.\\w+\\)$")
  (#lacks? @loop "\\b{at}--|\\b{at} -= 1|\\b{at} = {at} ?-|\\bbreak\\b|\\breturn\\b")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @line after "{at}--"))

; What other languages call the least number; Go has none.
((selector_expression operand: (identifier) @_math field: (field_identifier) @_least) @all
  (#eq? @_math "math") (#eq? @_least "MinFloat64") (#lacks? "\\bmath :?=")
  (#set! sure) (#set! why "`{all}` is not there")
  (#set! @all replace "(-math.MaxFloat64)"))

; Who gets the object's own slice can change it.
((return_statement (expression_list . (selector_expression field: (field_identifier) @name) @value .))
  (#holds? "\\b{name}\\s+\\[\\]")
  (#set! why "who calls gets the object's own `{name}`, and can change it")
  (#set! @value replace "append({value}[:0:0], {value}...)"))
((keyed_element (literal_element) @_name (literal_element (identifier) @value))
  (#holds? "\\b{_name}\\s+\\[\\]") (#holds? "\\b{value}\\s+\\[\\]")
  (#set! why "who handed `{value}` over still has it, and both change it")
  (#set! @value replace "append({value}[:0:0], {value}...)"))
; The caller's own slice is put in another order.
((expression_statement (call_expression function: (selector_expression operand: (identifier) @_sort) arguments: (argument_list . (identifier) @all))) @line
  (#any-of? @_sort "sort" "slices") (#holds? "func[^\\n]*\\b{all}\\s+(,\\s*\\w+\\s*)*\\[\\]")
  (#set! why "the slice of the caller is put in another order")
  (#set! @line before "{all} = append({all}[:0:0], {all}...)"))
((expression_statement (call_expression function: (selector_expression operand: (identifier) @_sort field: (_) @slice) arguments: (argument_list . (_) . (func_literal body: (block (statement_list . (return_statement (expression_list . (binary_expression operator: "<=" @than) .)) .))) .)))
  (#eq? @_sort "sort") (#any-of? @slice "Slice" "SliceStable")
  (#set! sure) (#set! why "what is equal does not come before")
  (#set! @than replace "<"))
((expression_statement (call_expression function: (selector_expression operand: (identifier) @_sort field: (_) @slice) arguments: (argument_list . (_) . (func_literal body: (block (statement_list . (return_statement (expression_list . (binary_expression operator: ">=" @than) .)) .))) .)))
  (#eq? @_sort "sort") (#any-of? @slice "Slice" "SliceStable")
  (#set! sure) (#set! why "what is equal does not come before")
  (#set! @than replace ">"))
((expression_statement (call_expression function: (selector_expression operand: (identifier) @_sort field: (_) @slice)))
  (#eq? @_sort "sort") (#eq? @slice "Slice")
  (#set! weak) (#set! why "what is equal does not keep its order")
  (#set! @slice replace "SliceStable"))
; Slices that share their memory.
((function_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @all type: (slice_type)))
    body: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_kept .) right: (expression_list . (slice_expression operand: (identifier) @_all !start end: (int_literal) @_zero !capacity) @empty .))) @body))
  (#eq? @_all @all) (#eq? @_zero "0") (#lacks? @body "\\b{all} = {_kept}\\b")
  (#set! why "what is put there overwrites `{all}`")
  (#set! @empty replace "{all}[:0:0]"))
((method_declaration body: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_kept .) right: (expression_list . (slice_expression operand: [(selector_expression) (identifier)] @all !start end: (int_literal) @_zero !capacity) @empty .))) @body))
  (#eq? @_zero "0") (#lacks? @body "\\b{all} = {_kept}\\b") (#holds? @body "{_kept} = append\\(")
  (#set! why "what is put there overwrites `{all}`")
  (#set! @empty replace "{all}[:0:0]"))
([(short_var_declaration left: (expression_list . (identifier) @_to .) right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (slice_expression operand: (_) @all !start end: (_) @end !capacity) @front)) .))
  (return_statement (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (slice_expression operand: (_) @all !start end: (_) @end !capacity) @front)) @_to))
  (assignment_statement left: (expression_list . (_) @_to .) right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (slice_expression operand: (_) @all !start end: (_) @end !capacity) @front)) .))]
  (#eq? @_append "append") (#not-eq? @_to @all) (#not-eq? @end "0")
  (#set! why "what is put there overwrites `{all}`")
  (#set! @front replace "{all}[:{end}:{end}]"))
((method_declaration receiver: (parameter_list . (parameter_declaration name: (identifier) @self type: (type_identifier)) .)
    body: (block (statement_list [
      (assignment_statement right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (selector_expression operand: (identifier) @_of) @all)) .))
      (return_statement (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (selector_expression operand: (identifier) @_of) @all))))])) @body)
  (#eq? @_append "append") (#eq? @_of @self) (#holds? @body "\\breturn ({self}\\b|append\\()")
  (#set! why "what is put there may overwrite what another got of `{all}`")
  (#set! @all replace "{all}[:len({all}):len({all})]"))
; What is gathered on the way is gone on with, and everything that was kept of it changes.
((call_expression function: (identifier) @_append arguments: (argument_list . (identifier) @_all . (identifier) @way .)) @all
  (#eq? @_append "append") (#holds? "\\b{way} = {way}\\[:len\\({way}\\) ?- ?1\\]|\\b{way}\\s+\\[\\][^\\n]*\\n(\\t[^\\n]*\\n|\\n)*?\\t[^\\n]*\\(append\\({way}, |\\b{way}\\[\\w+\\], {way}\\[\\w+\\] = {way}\\[\\w+\\], {way}\\[\\w+\\]") (#holds? "\\b{_all} +\\*?\\[\\]\\[\\]|{_all} := ([^\\n]*)\\[\\]\\[\\]")
  (#set! why "`{way}` changes after it was kept")
  (#set! @way replace "append({way}[:0:0], {way}...)"))
; There must be room for what is copied.
((statement_list (short_var_declaration left: (expression_list . (identifier) @to .) right: (expression_list . (call_expression function: (identifier) @_make arguments: (argument_list . (slice_type) @type . (int_literal) @_zero . (_)? .)) @make .))
    . (expression_statement (call_expression function: (identifier) @_copy arguments: (argument_list . (identifier) @_to . (_) @from .))))
  (#eq? @_make "make") (#eq? @_zero "0") (#eq? @_copy "copy") (#eq? @_to @to) (#lacks? @from "\\(")
  (#set! sure) (#set! why "nothing is copied to where there is no room")
  (#set! @make replace "make({type}, len({from}))"))
((statement_list (var_declaration (var_spec name: (identifier) @to type: (slice_type) @type !value)) @var
    . (expression_statement (call_expression function: (identifier) @_copy arguments: (argument_list . (identifier) @_to . (_) @from .))))
  (#eq? @_copy "copy") (#eq? @_to @to)
  (#set! sure) (#set! why "nothing is copied to where there is no room")
  (#set! @var replace "{to} := make({type}, len({from}))"))
; A map that was never made.
((var_spec name: (identifier) @name type: (map_type) @type !value) @all
  (#set! why "nothing can be written to a map that was not made")
  (#set! @all replace "{name} = make({type})"))

((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (map_type) @map)))))
    (function_declaration body: (block (statement_list [
      (return_statement (expression_list . [(composite_literal type: (type_identifier) @_made body: (literal_value . "{" . "}") @literal) (unary_expression operand: (composite_literal type: (type_identifier) @_made body: (literal_value . "{" . "}") @literal))]))
      (short_var_declaration right: (expression_list . [(composite_literal type: (type_identifier) @_made body: (literal_value . "{" . "}") @literal) (unary_expression operand: (composite_literal type: (type_identifier) @_made body: (literal_value . "{" . "}") @literal))]))]))))
  (#eq? @_made @_type) (#holds? "\\.{name}\\[[^\\n]*\\]\\s*([-+]?=[^=]|\\+\\+)") (#lacks? "\\.{name} = |\\b{name}: ")
  (#set! sure) (#set! why "nothing can be written to a map that was not made")
  (#set! @literal replace "{{name}: make({map})}"))
((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (map_type) @map)))))
    (function_declaration body: (block (statement_list [
      (return_statement (expression_list . [(composite_literal type: (type_identifier) @_made body: (literal_value (keyed_element) @last .)) (unary_expression operand: (composite_literal type: (type_identifier) @_made body: (literal_value (keyed_element) @last .)))]))
      (short_var_declaration right: (expression_list . [(composite_literal type: (type_identifier) @_made body: (literal_value (keyed_element) @last .)) (unary_expression operand: (composite_literal type: (type_identifier) @_made body: (literal_value (keyed_element) @last .)))]))]))))
  (#eq? @_made @_type) (#holds? "\\.{name}\\[[^\\n]*\\]\\s*([-+]?=[^=]|\\+\\+)") (#lacks? "\\.{name} = |\\b{name}: ")
  (#set! sure) (#set! why "nothing can be written to a map that was not made")
  (#set! @last replace "{last}, {name}: make({map})"))

; A new variable that hides the one that is meant.
((short_var_declaration left: (expression_list . (identifier) @name .) ":=" @assign) @_line
  (#holds? "(?s)(var {name}\\b|\\b{name} := ).*\\b{name} := ")
  (#set! weak) (#set! why "a new `{name}` hides the one outside")
  (#set! @assign replace "="))
((statement_list
    [(var_declaration (var_spec name: (identifier) @name !value)) (short_var_declaration left: (expression_list . (identifier) @name .) right: (expression_list . [(int_literal) (nil) (true) (false) (interpreted_string_literal) (float_literal)] .))]
    [(for_statement body: (block (statement_list [
        (short_var_declaration left: (expression_list . (identifier) @_name . (identifier) @_err .) ":=" @assign) @line
        (if_statement consequence: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_name . (identifier) @_err .) ":=" @assign) @line)))])))
      (if_statement consequence: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_name . (identifier) @_err .) ":=" @assign) @line)))]
    (return_statement (expression_list . (identifier) @_returned))) @body
  (#eq? @_name @name) (#eq? @_returned @name) (#eq? @_err "err")
  (#lacks? @body "\\b{name}(, \\w+)* = |\\w, {name} = |\\b{name} ?[-+*/]=|\\b{name}\\+\\+|&{name}\\b|\\berr error|^err := |func\\(")
  (#set! why "a new `{name}` hides the one outside")
  (#set! @assign replace "=") (#set! @line before "var err error"))
((statement_list
    [(var_declaration (var_spec name: (identifier) @name !value)) (short_var_declaration left: (expression_list . (identifier) @name .) right: (expression_list . [(int_literal) (nil) (true) (false) (interpreted_string_literal) (float_literal)] .))]
    [(for_statement body: (block (statement_list [
        (short_var_declaration left: (expression_list . (identifier) @_name .) ":=" @assign)
        (if_statement consequence: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_name .) ":=" @assign))))
        (if_statement initializer: (short_var_declaration left: (expression_list . (identifier) @_name .) ":=" @assign) consequence: (block) @_then)])))
      (if_statement consequence: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_name .) ":=" @assign))))]
    (return_statement (expression_list (identifier) @_returned))) @body
  (#eq? @_name @name) (#eq? @_returned @name)
  (#lacks? @body "\\b{name}(, \\w+)* = |\\w, {name} = |\\b{name} ?[-+*/]=|\\b{name}\\+\\+|&{name}\\b|func\\(")
  (#set! why "a new `{name}` hides the one outside")
  (#set! @assign replace "="))
; Where a text is found at its beginning, it is found at 0.
((binary_expression left: (call_expression function: (selector_expression operand: (identifier) @_strings field: (_) @_index)) operator: ">" @than right: (int_literal) @_zero)
  (#any-of? @_strings "strings" "bytes") (#match? @_index "^(Last)?Index") (#eq? @_zero "0")
  (#set! why "what is found at the beginning is found at 0")
  (#set! @than replace ">="))
((if_statement initializer: (short_var_declaration left: (expression_list . (identifier) @at .) right: (expression_list . (call_expression function: (selector_expression operand: (identifier) @_strings field: (_) @_index)) .))
    condition: (binary_expression left: (identifier) @_at operator: ">" @than right: (int_literal) @_zero))
  (#any-of? @_strings "strings" "bytes") (#match? @_index "^(Last)?Index") (#eq? @_zero "0") (#eq? @_at @at)
  (#set! weak) (#set! why "what is found at the beginning is found at 0")
  (#set! @than replace ">="))
((statement_list (short_var_declaration left: (expression_list . (identifier) @at .) right: (expression_list . (call_expression function: (selector_expression operand: (identifier) @_strings field: (_) @_index)) .))
    . (if_statement condition: (binary_expression left: (identifier) @_at operator: [">" "<="] right: (int_literal) @zero)))
  (#any-of? @_strings "strings" "bytes") (#match? @_index "^(Last)?Index") (#eq? @zero "0") (#eq? @_at @at)
  (#set! weak) (#set! why "what is found at the beginning is found at 0")
  (#set! @zero replace "-1"))
; One side is made alike, the other is not.
((binary_expression left: (call_expression function: (selector_expression operand: (identifier) @_strings field: (_) @_lower) @lower arguments: (argument_list . (_) @_one .)) operator: ["==" "!="] right: [(identifier) (selector_expression)] @other)
  (#eq? @_strings "strings") (#any-of? @_lower "ToLower" "ToUpper") (#lacks? "To(Lower|Upper)\\({other}\\)|\\b{other} :?= |\\b{other}, \\w+ :?= |const {other}\\b") (#lacks? @other "(?i:lower|upper|norm|want|expect)|^[A-Z]|\\.[A-Z]+$")
  (#set! why "`{other}` is not made alike before both are compared")
  (#set! @other replace "{lower}({other})"))
((binary_expression left: [(identifier) (selector_expression)] @other operator: ["==" "!="] right: (call_expression function: (selector_expression operand: (identifier) @_strings field: (_) @_lower) @lower arguments: (argument_list . (_) @_one .)))
  (#eq? @_strings "strings") (#any-of? @_lower "ToLower" "ToUpper") (#lacks? "To(Lower|Upper)\\({other}\\)|\\b{other} :?= |\\b{other}, \\w+ :?= |const {other}\\b") (#lacks? @other "(?i:lower|upper|norm|want|expect)|^[A-Z]|\\.[A-Z]+$")
  (#set! why "`{other}` is not made alike before both are compared")
  (#set! @other replace "{lower}({other})"))
((call_expression function: (selector_expression operand: (identifier) @_strings field: (_) @_contains)
    arguments: (argument_list . (call_expression function: (selector_expression operand: (identifier) @_strings2 field: (_) @_lower) @lower) . [(identifier) (selector_expression)] @other .))
  (#eq? @_strings "strings") (#eq? @_strings2 "strings") (#match? @_contains "^(Contains|HasPrefix|HasSuffix|Index|Count)$") (#any-of? @_lower "ToLower" "ToUpper")
  (#lacks? "To(Lower|Upper)\\({other}\\)|\\b{other} :?= |\\b{other}, \\w+ :?= |const {other}\\b|, {other} := range ") (#lacks? @other "(?i:lower|upper|norm|want|expect)|^[A-Z]|\\.[A-Z]+$")
  (#set! why "`{other}` is not made alike before both are compared")
  (#set! @other replace "{lower}({other})"))
((call_expression function: (selector_expression operand: (identifier) @_strings field: (_) @_contains)
    arguments: (argument_list . [(identifier) (selector_expression)] @other . (call_expression function: (selector_expression operand: (identifier) @_strings2 field: (_) @_lower) @lower) .))
  (#eq? @_strings "strings") (#eq? @_strings2 "strings") (#match? @_contains "^(Contains|HasPrefix|HasSuffix|Index|Count)$") (#any-of? @_lower "ToLower" "ToUpper")
  (#lacks? "To(Lower|Upper)\\({other}\\)|\\b{other} :?= |\\b{other}, \\w+ :?= |const {other}\\b") (#lacks? @other "(?i:lower|upper|norm|want|expect)|^[A-Z]|\\.[A-Z]+$")
  (#set! why "`{other}` is not made alike before both are compared")
  (#set! @other replace "{lower}({other})"))
; The first one alone, and any of the signs.
((call_expression function: (selector_expression operand: (identifier) @_strings field: (field_identifier) @_replace) arguments: (argument_list . (_) . (_) . (_) . (_) @count .))
  (#eq? @_strings "strings") (#eq? @_replace "Replace") (#not-eq? @count "-1")
  (#set! weak) (#set! why "only {count} of them are replaced")
  (#set! @count replace "-1"))
((call_expression function: (selector_expression operand: (identifier) @_strings field: (field_identifier) @trim)
    arguments: (argument_list . (_) . (interpreted_string_literal) @_signs .))
  (#eq? @_strings "strings") (#eq? @trim "TrimLeft") (#holds? @_signs "\\w.*\\w") (#lacks? @_signs "\\\\")
  (#set! why "`TrimLeft` takes away any of the signs, not the word")
  (#set! @trim replace "TrimPrefix"))
((call_expression function: (selector_expression operand: (identifier) @_strings field: (field_identifier) @trim)
    arguments: (argument_list . (_) . (interpreted_string_literal) @_signs .))
  (#eq? @_strings "strings") (#eq? @trim "TrimRight") (#holds? @_signs "\\w.*\\w") (#lacks? @_signs "\\\\")
  (#set! why "`TrimRight` takes away any of the signs, not the word")
  (#set! @trim replace "TrimSuffix"))
; Bytes are no characters.
((call_expression function: (identifier) @_len arguments: (argument_list . (identifier) @text .))
  (#eq? @_len "len") (#holds? "\\b{text}\\s+string\\b")
  (#set! weak) (#set! why "`len` counts bytes, not characters")
  (#set! @text replace "[]rune({text})"))
((type_conversion_expression type: (slice_type element: (type_identifier) @byte) operand: (identifier) @text)
  (#eq? @byte "byte") (#holds? "(?i)func[^\\n]*(reverse|palindrome|count|truncate|mask|chars|letters)") (#holds? "\\b{text}\\s+string\\b")
  (#set! weak) (#set! why "bytes are no characters")
  (#set! @byte replace "rune"))
((call_expression function: (identifier) @_string arguments: (argument_list . (index_expression operand: (identifier) @text) .))
  (#eq? @_string "string") (#holds? "\\b{text}\\s+string\\b")
  (#set! weak) (#set! why "bytes are no characters")
  (#set! @text replace "[]rune({text})"))
((slice_expression operand: (identifier) @text !start end: (identifier) @end) @all
  (#holds? "\\b{text}\\s+string\\b")
  (#set! weak) (#set! why "bytes are no characters")
  (#set! @all replace "string([]rune({text})[:{end}])"))
; Words may stand more than one blank apart.
((call_expression function: (selector_expression operand: (identifier) @_strings field: (_) @_split) arguments: (argument_list . (_) @text . (interpreted_string_literal) @_by .)) @all
  (#eq? @_strings "strings") (#eq? @_split "Split") (#eq? @_by "\" \"")
  (#set! weak) (#set! why "two blanks in a row have an empty text between them")
  (#set! @all replace "strings.Fields({text})"))
; What is cut off is not rounded.
((call_expression function: (identifier) @_int arguments: (argument_list . (binary_expression operator: "*" right: [(int_literal) (float_literal)] @_times) @value .))
  (#any-of? @_int "int" "int64") (#match? @_times "^10+(\\.0)?$")
  (#set! weak) (#set! why "the fraction is cut off, not rounded")
  (#set! @value replace "math.Round({value})"))
; A number is no duration.
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration) arguments: (argument_list . [(identifier) (selector_expression)] @value .)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration") (#match? @value "(?i)(millis|milliseconds|[^r]ms|^ms)$") (#lacks? "{all} ?[*/]|\\* ?{all}|{value} ?(\\*=|:?= [^\\n]*time\\.)")
  (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Millisecond"))
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration) arguments: (argument_list . [(identifier) (selector_expression)] @value .)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration") (#match? @value "(?i)^(.*\\.)?(.*[^aoi])?(sec|secs|seconds?)$|Sec(ond)?s?$") (#not-match? @value "(?i)(milli|micro|nano)") (#lacks? "{all} ?[*/]|\\* ?{all}|{value} ?(\\*=|:?= [^\\n]*time\\.)")
  (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Second"))
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration) arguments: (argument_list . [(identifier) (selector_expression)] @value .)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration") (#match? @value "(?i)(minutes?|mins)$") (#lacks? "{all} ?[*/]|\\* ?{all}|{value} ?(\\*=|:?= [^\\n]*time\\.)")
  (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Minute"))
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration) arguments: (argument_list . [(identifier) (selector_expression)] @value .)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration") (#match? @value "(?i)hours?$") (#lacks? "{all} ?[*/]|\\* ?{all}|{value} ?(\\*=|:?= [^\\n]*time\\.)")
  (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Hour"))
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration")
  (#set! weak) (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Second"))

; A greatest value that is 0 before anything was looked at.
((for_statement (range_clause left: (expression_list (identifier) @_value .) right: (_) @all) body: (block (statement_list (if_statement condition: (binary_expression left: (_) @_one operator: ">" right: (identifier) @most))))) @loop
  (#holds? "\\b{most} := 0\\b|var {most} (int|float)")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{most} = {all}[0]\n}"))

; A least value that is 0 before anything was looked at.
((for_statement (range_clause left: (expression_list (identifier) @_value .) right: [(identifier) (selector_expression)] @all) body: (block (statement_list (if_statement condition: (binary_expression left: (identifier) @_one operator: "<" right: (identifier) @least))))) @loop
  (#eq? @_one @_value) (#holds? "\\b{least} := 0(\\.0)?\\n|var {least} (int|float)\\w*\\n") (#lacks? "range {all}\\[")
  (#set! why "the least of values above 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{least} = {all}[0]\n}"))
((for_statement (range_clause left: (expression_list (identifier) @_value .) right: [(identifier) (selector_expression)] @all) body: (block (statement_list (if_statement condition: (binary_expression left: (selector_expression operand: (identifier) @_one field: (_) @field) operator: "<" right: (identifier) @least))))) @loop
  (#eq? @_one @_value) (#holds? "\\b{least} := 0(\\.0)?\\n|var {least} (int|float)\\w*\\n")
  (#set! why "the least of values above 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{least} = {all}[0].{field}\n}"))
((for_statement (for_clause) body: (block (statement_list (if_statement condition: (binary_expression left: (index_expression operand: (_) @all index: (identifier)) operator: "<" right: (identifier) @least))))) @loop
  (#holds? "\\b{least} := 0(\\.0)?\\n|var {least} (int|float)\\w*\\n")
  (#set! why "the least of values above 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{least} = {all}[0]\n}"))
((for_statement (for_clause) body: (block (statement_list (if_statement condition: (binary_expression left: (index_expression operand: (_) @all index: (identifier)) operator: ">" right: (identifier) @most))))) @loop
  (#holds? "\\b{most} := 0(\\.0)?\\n|var {most} (int|float)\\w*\\n")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{most} = {all}[0]\n}"))

; What was gathered last is left out.
((for_statement body: (block (statement_list (if_statement consequence: (block (statement_list
    . (_) @emit . (assignment_statement left: (expression_list . (identifier) @gathered .) right: (expression_list . [(nil) (interpreted_string_literal)] .)) .)))))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if len({gathered}) > 0 {\n\t{emit}\n}"))

((for_statement body: (block (statement_list (if_statement consequence: (block (statement_list
    (_) @emit . [
      (assignment_statement left: (expression_list . (identifier) @gathered .) right: (expression_list . [(nil) (interpreted_string_literal) (composite_literal type: (slice_type)) (call_expression function: (identifier) @_make arguments: (argument_list . (slice_type))) (slice_expression operand: (identifier) !start)] .))
      (assignment_statement left: (expression_list . (identifier) @gathered .) right: (expression_list . (composite_literal type: (slice_type)) .))])))))) @loop
  (#holds? @emit "(append\\(|<- |\\w\\().*\\b{gathered}\\b") (#holds? @loop "\\b{gathered} = append\\({gathered}\\b|\\b{gathered} \\+= ") (#lacks? @emit "^(if|for|switch) ") (#lacks? "(?s){emit}.*{emit}") (#lacks? @loop "\\b{gathered}, \\w+ :?= ")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if len({gathered}) > 0 {\n\t{emit}\n}"))
((for_statement body: (block (statement_list (if_statement consequence: (block (statement_list
    (_) @emit . (expression_statement (call_expression function: (selector_expression operand: (identifier) @gathered field: (_) @_reset))))))))) @loop
  (#eq? @_reset "Reset") (#holds? @emit "append\\(.*\\b{gathered}\\.String\\(\\)") (#lacks? @emit "^(if|for|switch) ") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if {gathered}.Len() > 0 {\n\t{emit}\n}"))
((for_statement body: (block (statement_list (if_statement consequence: (block (statement_list (if_statement condition: (_) @_some consequence: (block (statement_list
    . (_) @emit . [
      (assignment_statement left: (expression_list . (identifier) @gathered .) right: (expression_list . (_) @_nothing .))
      (expression_statement (call_expression function: (selector_expression operand: (identifier) @gathered field: (_) @_nothing)))] .)) !alternative) @flush)))))) @loop
  (#match? @_nothing "^(Reset|nil|\"\"|[\\w.\\[\\]]+\\{\\}|make\\(.*|\\w+\\[:0\\])$") (#holds? @_some "\\b{gathered}\\b") (#holds? @emit "append\\(.*\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{flush}"))

; A loop that is left in its first round.
((statement_list (for_statement [(range_clause) (for_clause)] body: (block (statement_list (if_statement consequence: (block (statement_list (return_statement) .)) !alternative) . (return_statement) @return .)) @body) . (return_statement) @next)
  (#lacks? @body "\\bcontinue\\b|\\bbreak\\b|goto ")
  (#set! why "the loop ends in its first round")
  (#set! @return replace "") (#set! @next replace "{return}"))
((statement_list (for_statement [(range_clause) (for_clause)] body: (block (statement_list . (if_statement condition: (_) @when consequence: (block (statement_list (return_statement) .)) @then alternative: (block (statement_list . (return_statement) @return .)) !initializer) @if .))) . (return_statement) @next)
  (#set! why "the loop ends in its first round")
  (#set! @if replace "if {when} {then}") (#set! @next replace "{return}"))
((statement_list (for_statement [(range_clause left: (expression_list (identifier) @_item .)) (for_clause initializer: (short_var_declaration left: (expression_list (identifier) @_item .)))] body: (block (statement_list (_) @_more . (return_statement) @return .)) @body) . (return_statement) @next)
  (#lacks? @body "\\bcontinue\\b|\\bbreak\\b|goto ") (#lacks? @return "\\b{_item}\\b") (#lacks? @_more "^if ") (#holds? @_more "=|\\+\\+|^\\w+\\(") (#lacks? @body "{_item}\\)?;? (:=|ok)")
  (#holds? @_more "{_item}")
  (#set! why "the loop ends in its first round")
  (#set! @return replace "") (#set! @next replace "{return}"))
; What is added up begins anew in each round.
((statement_list [(short_var_declaration left: (expression_list . (identifier) @name .)) (var_declaration (var_spec name: (identifier) @name))]
    (for_statement body: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_name .) "=" right: (expression_list . [(int_literal) (float_literal) (nil) (interpreted_string_literal) (composite_literal)] .)) @line)) @body)
    [(return_statement) (expression_statement) (short_var_declaration) (assignment_statement)] @_behind)
  (#eq? @_name @name) (#holds? @_behind "\\b{name}\\b") (#lacks? @_behind "\\b{name} :?= ") (#holds? @body "\\b{name} ?(\\+=|-=|\\*=|\\+\\+|= append|= {name} ?[-+*])")
  (#set! why "`{name}` begins anew in each round")
  (#set! @line replace ""))
; What a function found out is dropped on the way back.
((function_declaration name: (identifier) @name result: (_) @_result
    body: (block (statement_list [
      (expression_statement (call_expression function: (identifier) @_name)) @call
      (if_statement consequence: (block (statement_list (expression_statement (call_expression function: (identifier) @_name)) @call .)))
      (if_statement alternative: (block (statement_list (expression_statement (call_expression function: (identifier) @_name)) @call .)))
      (if_statement alternative: (if_statement consequence: (block (statement_list (expression_statement (call_expression function: (identifier) @_name)) @call .))))])))
  (#eq? @_name @name) (#not-match? @_result "^\\*|^error$|^\\(.* error\\)$|^\\(\\w+ ") (#not-match? @name "(?i)^(visit|walk|sort|fill|print|mark|collect|traverse)")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "return {call}"))
((function_declaration name: (identifier) @name result: (pointer_type)
    body: (block (statement_list [
      (if_statement consequence: (block (statement_list (expression_statement (call_expression function: (identifier) @_name arguments: (argument_list . (selector_expression) @to))) @call .)))
      (if_statement alternative: (block (statement_list (expression_statement (call_expression function: (identifier) @_name arguments: (argument_list . (selector_expression) @to))) @call .)))
      (if_statement alternative: (if_statement consequence: (block (statement_list (expression_statement (call_expression function: (identifier) @_name arguments: (argument_list . (selector_expression) @to))) @call .))))])))
  (#eq? @_name @name)
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "{to} = {call}"))

; A lock that is never given back.
([(function_declaration name: (_) @_name body: (block (statement_list (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line)) @body)
  (method_declaration name: (_) @_name body: (block (statement_list (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line)) @body)]
  (#eq? @_lock "Lock") (#match? @mutex "(?i)(mu|mutex|lock|mtx)$") (#lacks? @body "{mutex}\\.Unlock|\\w+(\\.\\w+)*\\.(u|U)nlock|Unlock\\b") (#not-match? @_name "(?i)lock|acquire|begin|start|enter|take|fork|init")
  (#set! why "the lock is never given back")
  (#set! @line after "defer {mutex}.Unlock()"))
([(function_declaration name: (_) @_name body: (block (statement_list (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line)) @body)
  (method_declaration name: (_) @_name body: (block (statement_list (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line)) @body)]
  (#eq? @_lock "RLock") (#lacks? @body "Unlock\\b|unlock\\b") (#not-match? @_name "(?i)lock|acquire|begin|start|enter|take")
  (#set! why "the lock is never given back")
  (#set! @line after "defer {mutex}.RUnlock()"))
((block (statement_list
    (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line
    (if_statement consequence: (block (statement_list (return_statement) .)) @early)
    (expression_statement (call_expression function: (selector_expression operand: (_) @_mutex field: (_) @unlock))) @last)) @body
  (#match? @_lock "^R?Lock$") (#match? @unlock "^R?Unlock$") (#eq? @_mutex @mutex) (#lacks? @early "(?i)unlock") (#lacks? @body "(?s){mutex}\\.R?Unlock.*{mutex}\\.R?Unlock|{mutex}\\.R?Lock.*{mutex}\\.R?Lock")
  (#set! why "the lock is not given back where it is returned early")
  (#set! @line after "defer {mutex}.{unlock}()") (#set! @last replace ""))
; What is waited for is counted too late.
((go_statement (call_expression function: (func_literal body: (block (statement_list . (expression_statement (call_expression function: (selector_expression operand: (_) @_group field: (_) @_add) arguments: (argument_list . (int_literal) .))) @line))))) @go
  (#eq? @_add "Add") (#match? @_group "(?i)(wg|group|waitgroup|wait)$")
  (#set! sure) (#set! why "what is waited for is counted when nobody may be waiting any more")
  (#set! @line replace "") (#set! @go before "{line}"))
; The end of a part may lie behind the end of the whole.
((statement_list (short_var_declaration left: (expression_list . (identifier) @end .) right: (expression_list . (binary_expression operator: "+") .)) @line
    . [(return_statement (expression_list . (slice_expression operand: (_) @all start: (identifier) end: (identifier) @_end)))
      (short_var_declaration right: (expression_list . (slice_expression operand: (_) @all start: (identifier) end: (identifier) @_end) .))
      (assignment_statement right: (expression_list . (call_expression arguments: (argument_list (slice_expression operand: (_) @all start: (identifier) end: (identifier) @_end))) .))
      (expression_statement (call_expression arguments: (argument_list (slice_expression operand: (_) @all start: (identifier) end: (identifier) @_end))))])
  (#eq? @_end @end) (#lacks? "len\\({all}\\) ?< ?{end}|{end} ?>=? ?len\\({all}\\)")
  (#set! why "`{end}` may lie behind the end of `{all}`")
  (#set! @line after "if {end} > len({all}) {\n\t{end} = len({all})\n}"))

; The keys of a map come in any order.
((statement_list (for_statement (range_clause left: (expression_list . (identifier) @_key . (_)? .) right: [(identifier) @_map (selector_expression field: (_) @_map)])
      body: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @all .) right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (_) . (identifier) @_item .)) .)) .))) @loop
    . (return_statement (expression_list . (_) @_returned)))
  (#eq? @_append "append") (#eq? @_item @_key) (#holds? @_returned "\\b{all}\\b") (#holds? "\\b{_map}( :?= (make\\()?|\\s+)map\\[string\\]")
  (#set! weak) (#set! why "the keys of a map come in any order")
  (#set! @loop after "sort.Strings({all})"))
((statement_list (for_statement (range_clause left: (expression_list . (identifier) @_key . (_)? .) right: [(identifier) @_map (selector_expression field: (_) @_map)])
      body: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @all .) right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (_) . (identifier) @_item .)) .)) .))) @loop
    . (return_statement (expression_list . (_) @_returned)))
  (#eq? @_append "append") (#eq? @_item @_key) (#holds? @_returned "\\b{all}\\b") (#holds? "\\b{_map}( :?= (make\\()?|\\s+)map\\[int\\]")
  (#set! weak) (#set! why "the keys of a map come in any order")
  (#set! @loop after "sort.Ints({all})"))

; One value is put into two places, and another nowhere.
((function_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @name))
    body: (block (statement_list [
      (return_statement (expression_list . [(composite_literal body: (literal_value (keyed_element key: (literal_element) @_key value: (literal_element (identifier) @value)))) (unary_expression operand: (composite_literal body: (literal_value (keyed_element key: (literal_element) @_key value: (literal_element (identifier) @value)))))]))
      (short_var_declaration right: (expression_list . [(composite_literal body: (literal_value (keyed_element key: (literal_element) @_key value: (literal_element (identifier) @value)))) (unary_expression operand: (composite_literal body: (literal_value (keyed_element key: (literal_element) @_key value: (literal_element (identifier) @value)))))]))])) @body)
  (#holds? @_key "(?i)^{name}$") (#not-eq? @value @name) (#lacks? @body "\\b{name}\\b[^:]") (#holds? @body "(?s)(:| =) {value}\\b.*(:| =) {value}\\b")
  (#set! sure) (#set! why "`{value}` is put where `{name}` is meant")
  (#set! @value replace "{name}"))
([(method_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @name))
    body: (block (statement_list (assignment_statement left: (expression_list . (selector_expression field: (_) @_key) .) right: (expression_list . (identifier) @value .)))) @body)
  (function_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @name))
    body: (block (statement_list (assignment_statement left: (expression_list . (selector_expression field: (_) @_key) .) right: (expression_list . (identifier) @value .)))) @body)]
  (#holds? @_key "(?i)^{name}$") (#not-eq? @value @name) (#lacks? @body "(^|[^.\\w]){name}\\b") (#holds? @body "(?s)(:| =) {value}\\b.*(:| =) {value}\\b")
  (#set! sure) (#set! why "`{value}` is put where `{name}` is meant")
  (#set! @value replace "{name}"))

; What begins anew keeps something of what was.
((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (type_identifier) @_sort)))))
    (method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @self type: (pointer_type (type_identifier) @_of))) name: (_) @_reset body: (block (statement_list (assignment_statement) @last .)) @body))
  (#eq? @_of @_type) (#any-of? @_reset "Reset" "Clear" "Restart" "reset" "clear") (#match? @_sort "^(u?int(8|16|32|64)?|float64|float32)$")
  (#lacks? @body "\\b{self}\\.{name}\\b|\\*{self} = |\\b{self}\\.\\w+\\(") (#holds? "\\.{name}(\\+\\+| \\+= |--| -= )")
  (#set! why "`{name}` keeps what it was")
  (#set! @last after "{self}.{name} = 0"))
((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (slice_type))))))
    (method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @self type: (pointer_type (type_identifier) @_of))) name: (_) @_reset body: (block (statement_list (assignment_statement) @last .)) @body))
  (#eq? @_of @_type) (#any-of? @_reset "Reset" "Clear" "Restart" "reset" "clear")
  (#lacks? @body "\\b{self}\\.{name}\\b|\\*{self} = |\\b{self}\\.\\w+\\(") (#holds? "\\.{name} = append\\(")
  (#set! why "`{name}` keeps what it was")
  (#set! @last after "{self}.{name} = nil"))
((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (map_type) @map)))))
    (method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @self type: (pointer_type (type_identifier) @_of))) name: (_) @_reset body: (block (statement_list (assignment_statement) @last .)) @body))
  (#eq? @_of @_type) (#any-of? @_reset "Reset" "Clear" "Restart" "reset" "clear")
  (#lacks? @body "\\b{self}\\.{name}\\b|\\*{self} = |\\b{self}\\.\\w+\\(") (#holds? "\\.{name}\\[[^\\n]*\\]\\s*([-+]?= |\\+\\+)")
  (#set! why "`{name}` keeps what it was")
  (#set! @last after "{self}.{name} = make({map})"))
