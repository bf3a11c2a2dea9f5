; No room for the zero that ends a text; none written.
((call_expression function: (identifier) @_allocate arguments: (argument_list . (call_expression function: (identifier) @_length) @length .))
  (#eq? @_allocate "malloc") (#eq? @_length "strlen")
  (#set! why "there is no room for the zero that ends the text")
  (#set! @length replace "{length} + 1"))
((call_expression function: (identifier) @_allocate arguments: (argument_list . (binary_expression left: [(call_expression function: (identifier) @_length) (binary_expression right: (call_expression function: (identifier) @_length))] operator: "+" right: (call_expression function: (identifier) @_other)) @length .))
  (#eq? @_allocate "malloc") (#eq? @_length "strlen") (#eq? @_other "strlen") (#lacks? @length "\\b[1-9]\\b")
  (#set! why "there is no room for the zero that ends the text")
  (#set! @length replace "{length} + 1"))
((compound_statement
    [(declaration declarator: (init_declarator declarator: (pointer_declarator declarator: (identifier) @text) value: [(call_expression function: (identifier) @_allocate arguments: (argument_list . (identifier) @size .)) (cast_expression value: (call_expression function: (identifier) @_allocate arguments: (argument_list . (identifier) @size .)))]))
      (expression_statement (assignment_expression left: (identifier) @text right: (call_expression function: (identifier) @_allocate arguments: (argument_list . (identifier) @size .))))]
    (expression_statement (assignment_expression left: (_ argument: (identifier) @_text (identifier) @_size))))
  (#eq? @_allocate "malloc") (#eq? @_text @text) (#eq? @_size @size) (#lacks? "\\b{size}(--|\\+\\+)|--{size}|&{size}\\b|(?s:malloc\\({size}\\).*\\b{size} ([-+*/%&|]|>>)?= )")
  (#set! sure) (#set! why "there is no room for the zero that ends the text")
  (#set! @size replace "{size} + 1"))

; The end of the input is no character.
(declaration type: (primitive_type) @type declarator: [(identifier) @name (init_declarator declarator: (identifier) @name)]
  (#eq? @type "char") (#holds? "\\b{name} = (fgetc|getc|getchar)\\(")
  (#set! why "the end of the input is no character")
  (#set! @type replace "int"))

; A text that is put together sign by sign has no zero at its end.
((compound_statement [
    (for_statement body: [(compound_statement [
        (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++"))))
        (if_statement consequence: [(expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))) (compound_statement (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))))])])
      (if_statement consequence: [(expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))) (compound_statement (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))))])])
    (while_statement body: (compound_statement [
        (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++"))))
        (if_statement consequence: [(expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))) (compound_statement (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))))])]))] @loop) @body
  (#holds? "\\bchar \\*?{to}\\b(\\[[^\\]]*\\])?[;,)=\\s]") (#lacks? @body "\\b{to}\\[[^\\]]*\\] = ('\\\\0'|0;|'\\\\x00')|\\*{to} = |memset\\({to}|calloc|= \\{|'\\\\0'|\\b{at}--|--{at}|\\b{to}\\[[^\\]]*\\] = 0") (#lacks? @to "(?i)stack|bytes|hex_?bytes|raw")
  (#holds? @body "return {to};|strlen\\({to}|puts\\({to}|strdup\\({to}|printf\\([^;]*\\b{to}\\b|str\\w+\\([^;]*\\b{to}\\b|^[^;]*$|\\}\\s*\\}$") (#lacks? @body "\\w+\\({to}, {at}|, {at}\\)|return {at};|\\*\\w+ = {at};|->\\w+ = {at};")
  (#set! why "the text has no zero at its end")
  (#set! @loop after "{to}[{at}] = '\\0';"))
((compound_statement (declaration type: (_) @_type declarator: (array_declarator declarator: (identifier) @text size: (_) @_size) @all) @_line) @_body
  (#eq? @_type "char") (#match? @_size "^[0-9A-Z_+* ]+$") (#holds? @_body "strn?cat\\({text},") (#lacks? @_body "(strn?cpy|snprintf|sprintf|fgets|memset|memcpy|strlcpy|read|scanf|gets)\\([^;]*\\b{text}\\b|\\b{text}\\[[^\\]]*\\] = |\\*{text} = |\\((&?{text}|&{text}\\[0\\])(,|\\))[^;]*;[^;]*strn?cat\\({text}|goto |[A-Z_]{4,}\\({text}") (#lacks? @_line "\\b(static|extern)\\b")
  (#set! sure) (#set! why "`{text}` has no text at first")
  (#set! @all replace "{all} = \"\""))

; One side is made alike, the other is not.
((binary_expression left: (call_expression function: (identifier) @lower arguments: (argument_list . (_) @_one .)) operator: ["==" "!="] right: [(subscript_expression) (pointer_expression) (identifier) (field_expression)] @other)
  (#any-of? @lower "tolower" "toupper") (#lacks? "to(lower|upper)\\((\\([a-z ]+\\) ?)?{other}|\\b{other} = ") (#lacks? @other "(?i:lower|upper|low|up)|^[A-Z]")
  (#set! why "`{other}` is not made alike before both are compared")
  (#set! @other replace "{lower}({other})"))
((binary_expression left: [(subscript_expression) (pointer_expression) (identifier) (field_expression)] @other operator: ["==" "!="] right: (call_expression function: (identifier) @lower arguments: (argument_list . (_) @_one .)))
  (#any-of? @lower "tolower" "toupper") (#lacks? "to(lower|upper)\\((\\([a-z ]+\\) ?)?{other}|\\b{other} = ") (#lacks? @other "(?i:lower|upper|low|up)|^[A-Z]")
  (#set! why "`{other}` is not made alike before both are compared")
  (#set! @other replace "{lower}({other})"))
