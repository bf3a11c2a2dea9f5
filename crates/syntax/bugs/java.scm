; What patterns may say is in python.scm.

; Two objects may be equal and not the same.
((binary_expression left: [(identifier) @_name (method_invocation name: (identifier) @_name) (field_access field: (identifier) @_name)] @one operator: "==" right: (_) @other) @all
  (#holds? "\\b(String|Integer|Long|Double|Character|BigDecimal|LocalDate) {_name}\\b")
  (#not-any-of? @other "null" "true" "false") (#lacks? @other "^-?[0-9]")
  (#set! why "`==` asks whether it is the same object")
  (#set! @all replace "{one}.equals({other})"))
((binary_expression left: [(identifier) @_name (method_invocation name: (identifier) @_name) (field_access field: (identifier) @_name)] @one operator: "!=" right: (_) @other) @all
  (#holds? "\\b(String|Integer|Long|Double|Character|BigDecimal|LocalDate) {_name}\\b")
  (#not-any-of? @other "null" "true" "false") (#lacks? @other "^-?[0-9]")
  (#set! why "`!=` asks whether it is another object")
  (#set! @all replace "!{one}.equals({other})"))
((binary_expression left: (_) @one operator: "==" right: (string_literal) @other) @all
  (#set! why "`==` asks whether it is the same object")
  (#set! @all replace "{other}.equals({one})"))
((binary_expression left: (method_invocation object: (_) @one name: (identifier) @_name) operator: "==" right: (method_invocation name: (identifier) @_same) @other) @all
  (#eq? @_name @_same)
  (#set! weak) (#set! why "`==` asks whether it is the same object")
  (#set! @all replace "{one}.{_name}().equals({other})"))

; A collection that changes while it is gone through.
((enhanced_for_statement value: [(identifier) (field_access)] @all body: (_) @body)
  (#holds? @body "\\b{all}\\.(remove|add|clear)\\(")
  (#set! why "`{all}` changes while it is gone through")
  (#set! @all replace "new java.util.ArrayList<>({all})"))
((enhanced_for_statement value: [(identifier) (field_access)] @all body: (_) @body)
  (#holds? "(private|final)[^\\n]*(List|Set|Collection)<[^\\n]*> {all}\\b") (#holds? @body "\\w\\(")
  (#set! weak) (#set! why "what is called may change `{all}` while it is gone through")
  (#set! @all replace "new java.util.ArrayList<>({all})"))

; What is taken out of a list while it is gone through by number lets the next one move up.
((for_statement condition: (_) @until update: (update_expression (identifier) @at)
    body: (block (if_statement consequence: [
      (expression_statement (method_invocation object: (_) @all name: (identifier) @_remove arguments: (argument_list . (identifier) @index .)))
      (block (expression_statement (method_invocation object: (_) @all name: (identifier) @_remove arguments: (argument_list . (identifier) @index .))))]))) @loop
  (#eq? @index @at) (#eq? @_remove "remove") (#holds? @until "^{at} < {all}\\.size\\(\\)$") (#holds? @loop "{all}\\.get\\({at}\\)")
  (#lacks? @loop "{at}--|--{at}|\\b{at} -= 1|\\bbreak;|\\breturn\\b")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @index replace "{index}--"))

; The fraction is gone before the number is made one that can have some.
((cast_expression type: (_) @float value: (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: (_) @by))) @all
  (#any-of? @float "double" "float")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "({float}) {of} / {by}"))
(local_variable_declaration type: (floating_point_type) @float
  declarator: (variable_declarator value: (binary_expression left: (_) @of operator: "/"))
  (#lacks? @of "^\\((double|float)\\)|\\.[0-9]")
  (#set! weak) (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))
(method_declaration type: (floating_point_type) @float
  body: (block (return_statement (binary_expression left: (_) @of operator: "/")))
  (#lacks? @of "^\\((double|float)\\)|\\.[0-9]")
  (#set! weak) (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))

; Who gets the object's own list can change it; who handed one over still can.
((return_statement [(identifier) @name (field_access field: (identifier) @name)] @value)
  (#holds? "(private|final)[^\\n]* List<[^\\n]*> {name}\\b")
  (#set! why "who calls gets the object's own `{name}`, and can change it")
  (#set! @value replace "new java.util.ArrayList<>({value})"))
((assignment_expression left: (field_access object: (this) field: (identifier) @name) right: (identifier) @value)
  (#holds? "(private|final)[^\\n]* List<[^\\n]*> {name}\\b")
  (#set! why "who handed `{value}` over still has it, and both change it")
  (#set! @value replace "new java.util.ArrayList<>({value})"))
; A text, a date or an amount never changes itself.
((expression_statement (method_invocation object: (identifier) @value name: (identifier) @_method) @call)
  (#any-of? @_method "trim" "strip" "toLowerCase" "toUpperCase" "replace" "replaceAll" "concat" "plusDays" "plusMonths" "plusYears"
    "plusHours" "plusMinutes" "minusDays" "subtract" "multiply")
  (#holds? "\\b(String|LocalDate|LocalDateTime|LocalTime|Instant|Duration|BigDecimal) {value}\\b")
  (#set! why "what `{_method}` returns is dropped, and `{value}` stays as it is")
  (#set! @call replace "{value} = {call}"))

; A parameter that is given its own value.
((assignment_expression left: (identifier) @name right: (identifier) @_same)
  (#eq? @name @_same)
  (#set! why "`{name}` is given its own value, and the field none")
  (#set! @name replace "this.{name}"))
; No order is kept.
((object_creation_expression type: (generic_type (type_identifier) @map))
  (#eq? @map "HashMap")
  (#set! weak) (#set! why "the order is chance")
  (#set! @map replace "java.util.LinkedHashMap"))
((object_creation_expression type: (generic_type (type_identifier) @set))
  (#eq? @set "HashSet")
  (#set! weak) (#set! why "the order is chance")
  (#set! @set replace "java.util.LinkedHashSet"))
; One case runs on into the next.
((switch_block_statement_group (_) @last .)
  (#not-match? @last "^(break|return|continue|throw|yield|\\{|case|default)")
  (#set! weak) (#set! why "the case runs on into the next one")
  (#set! @last after "break;"))
; The first one alone.
((method_invocation name: (identifier) @replace)
  (#eq? @replace "replaceFirst")
  (#set! weak) (#set! why "only the first one is replaced")
  (#set! @replace replace "replaceAll"))

; A greatest value that is 0 before anything was looked at.
((local_variable_declaration type: (_) @_type declarator: (variable_declarator name: (identifier) @most value: (_) @zero))
  (#any-of? @_type "int" "long") (#eq? @zero "0") (#holds? "> {most}\\b|\\b{most} = Math\\.max\\(")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "Integer.MIN_VALUE"))
((local_variable_declaration type: (_) @_type declarator: (variable_declarator name: (identifier) @most value: (_) @zero))
  (#any-of? @_type "double" "float") (#match? @zero "^0(\\.0)?$") (#holds? "> {most}\\b|\\b{most} = Math\\.max\\(")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "-Double.MAX_VALUE"))

; What was gathered last is left out.
((enhanced_for_statement body: (block (if_statement consequence: (block
    . (_) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: (object_creation_expression))) .)))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if (!{gathered}.isEmpty()) {\n\t{emit}\n}"))
((enhanced_for_statement body: (block (if_statement consequence: (block
    . (_) @emit . (expression_statement (method_invocation object: (identifier) @gathered name: (identifier) @_clear arguments: (argument_list) @_args)) .)))) @loop
  (#any-of? @_clear "clear" "setLength") (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if (!{gathered}.isEmpty()) {\n\t{emit}\n}"))
