; What patterns may say is in python.scm.

; The fraction is gone before the number is made one that can have some.
((cast_expression type: (_) @float value: (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: (_) @by))) @all
  (#any-of? @float "double" "float")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "({float}) {of} / {by}"))
(declaration type: (primitive_type) @float declarator: (init_declarator value: (binary_expression left: (_) @of operator: "/"))
  (#any-of? @float "double" "float") (#lacks? @of "^\\((double|float)\\)|\\.[0-9]")
  (#set! weak) (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))
(function_definition type: (primitive_type) @float body: (compound_statement (return_statement (binary_expression left: (_) @of operator: "/")))
  (#any-of? @float "double" "float") (#lacks? @of "^\\((double|float)\\)|\\.[0-9]")
  (#set! weak) (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))

; What is taken out of a list while it is gone through by number lets the next one move up.
((for_statement condition: (_) @until update: (update_expression argument: (identifier) @at operator: "++")
    body: (_ (if_statement consequence: [
      (expression_statement (call_expression function: (identifier) @_remove arguments: (argument_list . (identifier) @all . (identifier) @index .)))
      (compound_statement (expression_statement (call_expression function: (identifier) @_remove arguments: (argument_list . (identifier) @all . (identifier) @index .))))]))) @loop
  (#eq? @index @at) (#match? @_remove "(^|_)(remove|delete|erase)(_at|_index)?$") (#holds? @until "^{at} (<|!=) {all}(->|\\.)\\w+$")
  (#lacks? @loop "{at}--|--{at}|\\b{at} -= 1|\\bbreak;|\\breturn\\b|goto ")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @index replace "{index}--"))

; No room for the zero that ends a text; none written.
((call_expression function: (identifier) @_allocate arguments: (argument_list . (call_expression function: (identifier) @_length) @length .))
  (#eq? @_allocate "malloc") (#eq? @_length "strlen")
  (#set! why "there is no room for the zero that ends the text")
  (#set! @length replace "{length} + 1"))
((expression_statement (call_expression function: (identifier) @_copy arguments: (argument_list . (_) @to . (_) . (_) @size .))) @line
  (#eq? @_copy "strncpy")
  (#set! why "a text as long as the room for it has no zero at its end")
  (#set! @line after "{to}[{size} - 1] = '\\0';"))
; The end of the input is no character.
(declaration type: (primitive_type) @type declarator: [(identifier) @name (init_declarator declarator: (identifier) @name)]
  (#eq? @type "char") (#holds? "\\b{name} = (fgetc|getc|getchar)\\(")
  (#set! why "the end of the input is no character")
  (#set! @type replace "int"))
; Two texts may be equal and lie in two places.
((binary_expression left: (_) @one operator: "==" right: (string_literal) @other) @all
  (#lacks? "std::|#include <string>")
  (#set! why "`==` asks whether it is the same place")
  (#set! @all replace "strcmp({one}, {other}) == 0"))
; What is to begin anew with each call keeps its value.
((function_definition body: (compound_statement (declaration . (storage_class_specifier) @static . (_) @_type declarator: (_) @name) @_whole))
  (#eq? @static "static") (#lacks? @_whole "\\bconst\\b")
  (#set! weak) (#set! why "`{name}` keeps its value from one call to the next")
  (#set! @static replace ""))

; A value is given where one is asked for.
((if_statement condition: (_ (assignment_expression left: (_) @one operator: "=" right: (_) @other) @all))
  (#set! why "`=` gives a value, and does not compare")
  (#set! @all replace "{one} == {other}"))
; One case runs on into the next.
((case_statement [(expression_statement) (if_statement) (for_statement) (while_statement)] @last .)
  (#set! weak) (#set! why "the case runs on into the next one")
  (#set! @last after "break;"))

; A greatest value that is 0 before anything was looked at.
((declaration type: (_) @_type declarator: (init_declarator declarator: (identifier) @most value: (number_literal) @zero))
  (#any-of? @_type "int" "long") (#eq? @zero "0") (#holds? "> {most}\\b")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "(-2147483647 - 1)"))
