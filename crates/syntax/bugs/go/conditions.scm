; Ranges overlap where each begins before the other one ends; where an end of one lies in the other, they are not all found.
((binary_expression
    left: (binary_expression left: (selector_expression operand: (identifier) @x field: (_) @begin) operator: ["<" "<="] right: (selector_expression operand: (identifier) @y field: (_) @point))
    operator: "&&"
    right: (binary_expression left: (selector_expression operand: (identifier) @_y field: (_) @_point) operator: ["<" "<="] @less right: (selector_expression operand: (identifier) @_x field: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
((binary_expression
    left: (binary_expression left: (selector_expression operand: (identifier) @y field: (_) @point) operator: [">" ">="] right: (selector_expression operand: (identifier) @x field: (_) @begin))
    operator: "&&"
    right: (binary_expression left: (selector_expression operand: (identifier) @_y field: (_) @_point) operator: ["<" "<="] @less right: (selector_expression operand: (identifier) @_x field: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
