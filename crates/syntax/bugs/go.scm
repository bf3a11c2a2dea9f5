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

; The fraction is gone before the number is made one that can have some.
((call_expression function: (identifier) @float arguments: (argument_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) .)) @all
  (#any-of? @float "float64" "float32")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{float}({of}) / {float}({by})"))

; What is taken out of a slice while it is gone through by number lets the next one move up.
((for_statement (for_clause update: (inc_statement (identifier) @at))
    body: (block (statement_list (if_statement consequence: (block (statement_list
      (assignment_statement left: (expression_list . (_) @all .) right: (expression_list . (call_expression function: (identifier) @_append) @_cut .)) @line)))))) @loop
  (#eq? @_append "append") (#holds? @_cut "^append\\({all}\\[:{at}\\], {all}\\[{at} ?\\+ ?1:\\]\\.\\.\\.\\)$")
  (#lacks? @loop "\\b{at}--|\\b{at} -= 1|\\bbreak\\b|\\breturn\\b")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @line after "{at}--"))

((for_statement (for_clause condition: (_) @until update: (inc_statement (identifier) @at))
    body: (block (statement_list (if_statement consequence: (block (statement_list
      (expression_statement (call_expression function: (selector_expression operand: (_) @of field: (_) @_remove) arguments: (argument_list . (identifier) @index .))) @line)))))) @loop
  (#eq? @index @at) (#match? @_remove "(?i)^(remove|delete)(At)?$") (#holds? @until "^{at} < len\\({of}\\.\\w+\\)$")
  (#lacks? @loop "\\b{at}--|\\b{at} -= 1|\\bbreak\\b|\\breturn\\b")
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
; A map that was never made.
((var_spec name: (identifier) @name type: (map_type) @type !value) @all
  (#set! why "nothing can be written to a map that was not made")
  (#set! @all replace "{name} = make({type})"))

; A new variable that hides the one that is meant.
((short_var_declaration left: (expression_list . (identifier) @name .) ":=" @assign) @_line
  (#holds? "(?s)(var {name}\\b|\\b{name} := ).*\\b{name} := ")
  (#set! weak) (#set! why "a new `{name}` hides the one outside")
  (#set! @assign replace "="))
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
; A number is no duration.
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration")
  (#set! weak) (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Second"))

; A greatest value that is 0 before anything was looked at.
((for_statement (range_clause left: (expression_list (identifier) @_value .) right: (_) @all) body: (block (statement_list (if_statement condition: (binary_expression left: (_) @_one operator: ">" right: (identifier) @most))))) @loop
  (#holds? "\\b{most} := 0\\b|var {most} (int|float)")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{most} = {all}[0]\n}"))

; What was gathered last is left out.
((for_statement body: (block (statement_list (if_statement consequence: (block (statement_list
    . (_) @emit . (assignment_statement left: (expression_list . (identifier) @gathered .) right: (expression_list . [(nil) (interpreted_string_literal)] .)) .)))))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if len({gathered}) > 0 {\n\t{emit}\n}"))
