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

; Nothing is two things at once, and all is another than one of two.
((binary_expression left: (binary_expression left: (_) @one operator: "!=" right: [(decimal_integer_literal) (character_literal)] @_this) operator: "||" @or
    right: (binary_expression left: (_) @_same operator: "!=" right: [(decimal_integer_literal) (character_literal)] @_that))
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(|\\+\\+|--")
  (#set! sure) (#set! why "`{one}` is always another than one of the two")
  (#set! @or replace "&&"))
([(binary_expression left: (unary_expression operator: "!" operand: (method_invocation object: (_) @one name: (identifier) @_equals arguments: (argument_list . (string_literal) @_this .))) operator: "||" @or
    right: (unary_expression operator: "!" operand: (method_invocation object: (_) @_same name: (identifier) @_equals arguments: (argument_list . (string_literal) @_that .))))
  (binary_expression left: (unary_expression operator: "!" operand: (method_invocation object: (string_literal) @_this name: (identifier) @_equals arguments: (argument_list . (_) @one .))) operator: "||" @or
    right: (unary_expression operator: "!" operand: (method_invocation object: (string_literal) @_that name: (identifier) @_equals arguments: (argument_list . (_) @_same .))))]
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(|\\+\\+|--") (#any-of? @_equals "equals" "equalsIgnoreCase")
  (#set! sure) (#set! why "`{one}` is always another than one of the two")
  (#set! @or replace "&&"))
((binary_expression left: (binary_expression left: (_) @one operator: "==" right: [(decimal_integer_literal) (character_literal)] @_this) operator: "&&" @and
    right: (binary_expression left: (_) @_same operator: "==" right: [(decimal_integer_literal) (character_literal)] @_that))
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(|\\+\\+|--")
  (#set! sure) (#set! why "`{one}` is never both")
  (#set! @and replace "||"))
((binary_expression left: (method_invocation object: (_) @one name: (identifier) @_equals arguments: (argument_list . (string_literal) @_this .)) operator: "&&" @and
    right: (method_invocation object: (_) @_same name: (identifier) @_equals arguments: (argument_list . (string_literal) @_that .)))
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(|\\+\\+|--") (#any-of? @_equals "equals" "equalsIgnoreCase")
  (#set! sure) (#set! why "`{one}` is never both")
  (#set! @and replace "||"))
((binary_expression left: (binary_expression left: (_) @one operator: "<" right: (_) @_least) operator: "&&" @and
    right: (binary_expression left: (_) @_same operator: [">" ">="] right: (_) @_most))
  (#eq? @one @_same) (#eq? @_least "0") (#match? @_most "^[1-9]|([mM]ax|MAX|length|length\\(\\)|size\\(\\))$") (#lacks? @one "\\(|\\+\\+|--")
  (#set! sure) (#set! why "`{one}` is never both too small and too great")
  (#set! @and replace "||"))
((binary_expression left: (binary_expression left: (_) @one operator: ["<" "<="] right: (_) @_least) operator: "&&" @and
    right: (binary_expression left: (_) @_same operator: [">" ">="] right: (_) @_most))
  (#eq? @one @_same) (#match? @_least "^0$|([mM]in|MIN|[lL]ow|[sS]tart|[fF]irst)$") (#match? @_most "^[1-9]|([mM]ax|MAX|[hH]igh|[eE]nd|[lL]ast|length|size\\(\\))$")
  (#set! why "`{one}` is never both too small and too great")
  (#set! @and replace "||"))

; What compares says less than 0, 0 or more, not -1, 0 or 1. (Neighbours among the values of an enum, or letters, do differ by 1.)
((binary_expression left: (method_invocation name: (identifier) @compare) operator: "==" @how right: (decimal_integer_literal) @one)
  (#any-of? @compare "compareTo" "compareToIgnoreCase") (#eq? @one "1") (#lacks? "\\b(enum|Rank|Character)\\b")
  (#set! sure) (#set! why "`{compare}` may return more than 1")
  (#set! @how replace ">") (#set! @one replace "0"))
((binary_expression left: (method_invocation name: (identifier) @compare) operator: "==" @how right: (unary_expression) @one)
  (#any-of? @compare "compareTo" "compareToIgnoreCase") (#eq? @one "-1") (#lacks? "\\b(enum|Rank|Character)\\b")
  (#set! sure) (#set! why "`{compare}` may return less than -1")
  (#set! @how replace "<") (#set! @one replace "0"))

; Arrays are compared and shown as objects.
((method_invocation object: (identifier) @one name: (identifier) @_equals arguments: (argument_list . (identifier) @other .)) @all
  (#eq? @_equals "equals") (#holds? "\\w\\[\\] {one}\\b") (#holds? "\\w\\[\\] {other}\\b") (#lacks? "(>|\\b([A-Z]\\w*|int|long|double|char|boolean|var)) {one}\\b|\\[\\]\\[\\] ({one}|{other})\\b|\\b({one}|{other})(, \\w+)*\\)? ->")
  (#set! sure) (#set! why "`equals` asks whether it is the same array")
  (#set! @all replace "java.util.Arrays.equals({one}, {other})"))
((method_invocation object: (identifier) @one name: (identifier) @text arguments: (argument_list) @_none) @all
  (#any-of? @text "toString" "hashCode") (#eq? @_none "()") (#holds? "\\w\\[\\] {one}\\b") (#lacks? "(>|\\b([A-Z]\\w*|int|long|double|char|boolean|var)) {one}\\b|(\\[\\]|char|byte)\\[\\] {one}\\b|\\b{one}(, \\w+)*\\)? ->")
  (#set! sure) (#set! why "`{text}` says nothing about what is in the array")
  (#set! @all replace "java.util.Arrays.{text}({one})"))

; `+` binds more than `?`.
((ternary_expression condition: [
      (binary_expression left: (binary_expression left: (string_literal) operator: "+" right: (_) @value) operator: ["==" "!="] right: [(null_literal) (decimal_integer_literal) (true) (false)])
      (binary_expression left: (binary_expression left: (binary_expression) operator: "+" right: (_) @value) operator: ["==" "!="] right: (null_literal))]
    alternative: (_) @other)
  (#set! sure) (#set! why "`+` binds more than `?`")
  (#set! @value replace "({value}") (#set! @other replace "{other})"))

; What is equal has to have the same number.
((class_body . (field_declaration declarator: (variable_declarator name: (identifier) @field))
    (method_declaration name: (identifier) @_equals parameters: (formal_parameters . (formal_parameter type: (type_identifier) @_object) .) body: (block) @_body) @method)
  (#eq? @_equals "equals") (#eq? @_object "Object") (#lacks? "int hashCode\\(") (#holds? @_body "\\b{field}\\.equals\\(\\w+\\.{field}\\)|\\b{field} == \\w+\\.{field}\\b|Objects\\.equals\\((this\\.)?{field},|(Double|Float)\\.compare\\((this\\.)?{field},") (#lacks? @_body "super\\.equals")
  (#set! why "what is equal has other hash codes")
  (#set! @method after "@Override\npublic int hashCode() {\n\treturn java.util.Objects.hash({field});\n}"))

; One case runs on into the next.
((switch_block_statement_group (_) @last .)
  (#not-match? @last "^(break|return|continue|throw|yield|\\{|case|default)")
  (#set! weak) (#set! why "the case runs on into the next one")
  (#set! @last after "break;"))

; Ranges overlap where each begins before the other one ends; where an end of one lies in the other, they are not all found.
((binary_expression
    left: (binary_expression left: (field_access object: [(identifier) (this)] @x field: (_) @begin) operator: ["<" "<="] right: (field_access object: [(identifier) (this)] @y field: (_) @point))
    operator: "&&"
    right: (binary_expression left: (field_access object: [(identifier) (this)] @_y field: (_) @_point) operator: ["<" "<="] @less right: (field_access object: [(identifier) (this)] @_x field: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
((binary_expression
    left: (binary_expression left: (field_access object: [(identifier) (this)] @y field: (_) @point) operator: [">" ">="] right: (field_access object: [(identifier) (this)] @x field: (_) @begin))
    operator: "&&"
    right: (binary_expression left: (field_access object: [(identifier) (this)] @_y field: (_) @_point) operator: ["<" "<="] @less right: (field_access object: [(identifier) (this)] @_x field: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
((binary_expression
    left: (binary_expression left: (method_invocation object: (identifier) @x name: (_) @begin arguments: (argument_list . ")")) operator: ["<" "<="] right: (method_invocation object: (identifier) @y name: (_) @point arguments: (argument_list . ")")))
    operator: "&&"
    right: (binary_expression left: (method_invocation object: (identifier) @_y name: (_) @_point arguments: (argument_list . ")")) operator: ["<" "<="] @less right: (method_invocation object: (identifier) @_x name: (_) @end arguments: (argument_list . ")")))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin}() {less} {y}.{end}() && {y}.{begin}() {less} {x}.{end}()"))
((binary_expression
    left: (binary_expression left: (method_invocation object: (identifier) @y name: (_) @point arguments: (argument_list . ")")) operator: [">" ">="] right: (method_invocation object: (identifier) @x name: (_) @begin arguments: (argument_list . ")")))
    operator: "&&"
    right: (binary_expression left: (method_invocation object: (identifier) @_y name: (_) @_point arguments: (argument_list . ")")) operator: ["<" "<="] @less right: (method_invocation object: (identifier) @_x name: (_) @end arguments: (argument_list . ")")))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin}() {less} {y}.{end}() && {y}.{begin}() {less} {x}.{end}()"))
((binary_expression
    left: (binary_expression left: (identifier) @begin operator: ["<" "<="] right: (field_access object: (identifier) @y field: (_) @point))
    operator: "&&"
    right: (binary_expression left: (field_access object: (identifier) @_y field: (_) @_point) operator: ["<" "<="] @less right: (identifier) @end)) @all
  (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{begin} {less} {y}.{end} && {y}.{begin} {less} {end}"))
((binary_expression
    left: (binary_expression left: (field_access object: (identifier) @y field: (_) @point) operator: [">" ">="] right: (identifier) @begin)
    operator: "&&"
    right: (binary_expression left: (field_access object: (identifier) @_y field: (_) @_point) operator: ["<" "<="] @less right: (identifier) @end)) @all
  (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{begin} {less} {y}.{end} && {y}.{begin} {less} {end}"))
