; Comparing goes before joining bits. A comparison of what stays the same is never meant.
((binary_expression left: [(identifier) (field_expression) (subscript_expression) (pointer_expression)] @one operator: ["&" "|" "^"] @how right: (binary_expression left: (_) @other operator: ["==" "!="] @as right: (_) @with)) @all
  (#eq? @other @with)
  (#set! sure) (#set! why "`{as}` goes before `{how}`")
  (#set! @all replace "({one} {how} {other}) {as} {with}"))
((binary_expression left: [(identifier) (field_expression) (subscript_expression) (pointer_expression)] @one operator: "&" @how right: (binary_expression left: [(number_literal) (identifier)] @other operator: ["==" "!="] @as right: (number_literal) @with)) @all
  (#match? @other "^[0-9]|FLAG|MASK|BIT")
  (#set! sure) (#set! why "`{as}` goes before `{how}`")
  (#set! @all replace "({one} {how} {other}) {as} {with}"))
((binary_expression left: [(identifier) (field_expression) (subscript_expression) (pointer_expression)] @one operator: ["&" "|" "^"] @how right: (binary_expression left: (_) @other operator: ["==" "!="] @as right: (_) @with)) @all
  (#set! why "`{as}` goes before `{how}`")
  (#set! @all replace "({one} {how} {other}) {as} {with}"))

; Two texts may be equal and lie in two places.
((binary_expression left: (_) @one operator: "==" right: (string_literal) @other) @all
  (#lacks? "std::|#include <string>")
  (#set! why "`==` asks whether it is the same place")
  (#set! @all replace "strcmp({one}, {other}) == 0"))
((if_statement condition: (_ (call_expression function: (identifier) @_compare) @all))
  (#any-of? @_compare "strcmp" "strncmp" "strcasecmp" "memcmp")
  (#set! weak) (#set! why "texts that are equal give 0")
  (#set! @all replace "{all} == 0"))

; A value is given where one is asked for.
((if_statement condition: (_ (assignment_expression left: (_) @one operator: "=" right: (_) @other) @all))
  (#set! why "`=` gives a value, and does not compare")
  (#set! @all replace "{one} == {other}"))

; One case runs on into the next.
((case_statement [(expression_statement) (if_statement) (for_statement) (while_statement)] @last .)
  (#set! weak) (#set! why "the case runs on into the next one")
  (#set! @last after "break;"))

; An order says which comes first, and whether none does.
((function_definition type: (primitive_type) @_int declarator: (_ declarator: (identifier) @_name parameters: (parameter_list) @_parameters) body: (compound_statement (return_statement (binary_expression left: (_) @one operator: ["<" ">"] @how right: (_) @other) @all)))
  (#eq? @_int "int") (#match? @_parameters "const void ?\\*") (#holds? "\\b(qsort|bsearch)\\([^;]*\\b{_name}\\b") (#lacks? @one "\\+\\+|--|\\w\\(")
  (#set! sure) (#set! why "what comes first gives a number below 0")
  (#set! @all replace "({one} {how} {other}) - ({other} {how} {one})"))

; Ranges overlap where each begins before the other one ends; where an end of one lies in the other, they are not all found.
((binary_expression
    left: (binary_expression left: (field_expression argument: (identifier) @x field: (_) @begin) operator: ["<" "<="] right: (field_expression argument: (identifier) @y field: (_) @point))
    operator: "&&"
    right: (binary_expression left: (field_expression argument: (identifier) @_y field: (_) @_point) operator: ["<" "<="] @less right: (field_expression argument: (identifier) @_x field: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$") (#lacks? @all "->")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
((binary_expression
    left: (binary_expression left: (field_expression argument: (identifier) @y field: (_) @point) operator: [">" ">="] right: (field_expression argument: (identifier) @x field: (_) @begin))
    operator: "&&"
    right: (binary_expression left: (field_expression argument: (identifier) @_y field: (_) @_point) operator: ["<" "<="] @less right: (field_expression argument: (identifier) @_x field: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$") (#lacks? @all "->")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
