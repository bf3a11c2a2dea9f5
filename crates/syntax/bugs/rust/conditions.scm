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

; Bounds in each other's place.
((call_expression function: (field_expression value: (call_expression function: (field_expression field: (field_identifier) @min) arguments: (arguments . (_) @_low .)) field: (field_identifier) @max) arguments: (arguments . (_) @_high .))
  (#eq? @min "min") (#eq? @max "max") (#match? @_low "^(self\\.)?(low|lo|lower|min|minimum|floor)$") (#match? @_high "^(self\\.)?(high|hi|upper|max|maximum|ceiling)$")
  (#set! sure) (#set! why "`min` takes what is too small")
  (#set! @min replace "max") (#set! @max replace "min"))
((call_expression function: (field_expression value: (call_expression function: (field_expression field: (field_identifier) @max) arguments: (arguments . (_) @_high .)) field: (field_identifier) @min) arguments: (arguments . (_) @_low .))
  (#eq? @min "min") (#eq? @max "max") (#match? @_low "^(self\\.)?(low|lo|lower|min|minimum|floor)$") (#match? @_high "^(self\\.)?(high|hi|upper|max|maximum|ceiling)$")
  (#set! sure) (#set! why "`max` takes what is too great")
  (#set! @min replace "max") (#set! @max replace "min"))

; Ranges overlap where each begins before the other one ends; where an end of one lies in the other, they are not all found.
((binary_expression
    left: (binary_expression left: (field_expression value: [(identifier) (self)] @x field: (_) @begin) operator: ["<" "<="] right: (field_expression value: [(identifier) (self)] @y field: (_) @point))
    operator: "&&"
    right: (binary_expression left: (field_expression value: [(identifier) (self)] @_y field: (_) @_point) operator: ["<" "<="] @less right: (field_expression value: [(identifier) (self)] @_x field: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
((binary_expression
    left: (binary_expression left: (field_expression value: [(identifier) (self)] @y field: (_) @point) operator: [">" ">="] right: (field_expression value: [(identifier) (self)] @x field: (_) @begin))
    operator: "&&"
    right: (binary_expression left: (field_expression value: [(identifier) (self)] @_y field: (_) @_point) operator: ["<" "<="] @less right: (field_expression value: [(identifier) (self)] @_x field: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
