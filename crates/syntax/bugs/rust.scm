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
  (#holds? @body "{all}\\.remove\\({at}\\)") (#lacks? @body "\\bbreak\\b|\\breturn\\b")
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
