; Nothing, and what counts as nothing: 0, an empty text, false.
((binary_expression left: (_) @value operator: "||" right: [(identifier) (number) (string) (template_string) (array) (object) (true) (member_expression) (null)] @default) @all
  (#lacks? @value "\\|\\||&&|[=<>] |^!|^(has|is)[A-Z]")
  (#set! weak) (#set! why "`{value}` gives way to the default where it is 0 or empty")
  (#set! @all replace "{value} ?? {default}"))
((if_statement condition: (parenthesized_expression (unary_expression operator: "!" argument: (_) @value) @all))
  (#lacks? @value "(^|\\.)#?(is|has|can|was|should|needs)[A-Z][A-Za-z]*$")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @all replace "{value} == null"))
((if_statement condition: (parenthesized_expression [(identifier) (member_expression) (call_expression)] @value))
  (#lacks? @value "\\.(test|has|includes|some|every|startsWith|endsWith)\\(|is[A-Z]")
  (#lacks? @value "(^|\\.)#?(is|has|can|was|should|needs)[A-Z][A-Za-z]*$")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @value replace "{value} != null"))
((ternary_expression condition: [(identifier) (member_expression)] @value)
  (#lacks? @value "(^|\\.)#?(is|has|can|was|should|needs)[A-Z][A-Za-z]*$")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @value replace "{value} != null"))
((if_statement condition: (parenthesized_expression (identifier) @at))
  (#holds? "\\b{at} = [^\\n]*\\.(indexOf|findIndex|lastIndexOf)\\(")
  (#set! why "the first position is 0, which counts as none")
  (#set! @at replace "{at} !== -1"))
((binary_expression left: (call_expression function: (member_expression property: (property_identifier) @_index)) operator: ">" @how right: (number) @_zero)
  (#any-of? @_index "indexOf" "lastIndexOf" "findIndex" "search") (#eq? @_zero "0")
  (#set! why "the first position is 0")
  (#set! @how replace ">="))
((binary_expression left: (identifier) @at operator: ">" @how right: (number) @_zero)
  (#eq? @_zero "0") (#holds? "\\b(const|let|var) {at} = [^\\n=>]*\\.(indexOf|findIndex|search)\\(")
  (#set! why "the first position is 0")
  (#set! @how replace ">="))
([(if_statement condition: (parenthesized_expression (call_expression function: (member_expression property: (property_identifier) @_index)) @at))
  (ternary_expression condition: (call_expression function: (member_expression property: (property_identifier) @_index)) @at)
  (binary_expression operator: ["&&" "||"] (call_expression function: (member_expression property: (property_identifier) @_index)) @at)
  (call_expression function: (member_expression property: (_) @_filter) arguments: (arguments . (arrow_function body: (call_expression function: (member_expression property: (property_identifier) @_index)) @at)))]
  (#any-of? @_index "indexOf" "lastIndexOf" "findIndex") (#match? @_filter "^(filter|some|every|find|findIndex)$")
  (#set! why "the first position is 0, which counts as none")
  (#set! @at replace "{at} !== -1"))
((unary_expression operator: "!" argument: (call_expression function: (member_expression property: (property_identifier) @_index)) @at) @all
  (#any-of? @_index "indexOf" "lastIndexOf" "findIndex")
  (#set! why "the first position is 0, which counts as none")
  (#set! @all replace "{at} === -1"))
((if_statement condition: (parenthesized_expression (unary_expression operator: "!" argument: (identifier) @at) @all))
  (#holds? "\\b{at} = [^\\n=>]*\\.(indexOf|findIndex|lastIndexOf)\\(")
  (#set! why "the first position is 0, which counts as none")
  (#set! @all replace "{at} === -1"))

; What an async function returns is a promise, and that counts as true.
((call_expression function: (member_expression object: (_) @all property: (property_identifier) @_filter)
    arguments: (arguments . (arrow_function) @each .)) @call
  (#eq? @_filter "filter") (#match? @each "^async")
  (#set! why "`filter` keeps all: the promise that the function returns counts as true")
  (#set! @call replace "(await Promise.all({all}.map(async (it) => [await ({each})(it), it]))).filter(([kept]) => kept).map(([, it]) => it)"))
((call_expression function: (member_expression object: (_) @all property: (property_identifier) @_map)
    arguments: (arguments . (arrow_function) @each .)) @call
  (#eq? @_map "map") (#match? @each "^async") (#lacks? "Promise\\.all\\({all}\\.map")
  (#set! why "the list is one of promises, for which nobody waits")
  (#set! @call replace "await Promise.all({call})"))
((call_expression function: (member_expression object: (_) @all property: (property_identifier) @_some)
    arguments: (arguments . (arrow_function) @each .)) @call
  (#any-of? @_some "some" "every") (#match? @each "^async")
  (#set! why "the promise that the function returns counts as true")
  (#set! @call replace "(await Promise.all({all}.map({each}))).{_some}(Boolean)"))

; What compares says which comes first by a number.
((call_expression function: (member_expression property: (property_identifier) @_sort)
    arguments: (arguments . (arrow_function body: (binary_expression left: (_) @one operator: [">" "<" ">=" "<="] @_sign right: (_) @other) @said)))
  (#any-of? @_sort "sort" "toSorted") (#any-of? @_sign ">" ">=")
  (#set! why "what compares has to return a number: true and false are 1 and 0")
  (#set! @said replace "{one} > {other} ? 1 : {one} < {other} ? -1 : 0"))
((call_expression function: (member_expression property: (property_identifier) @_sort)
    arguments: (arguments . (arrow_function body: (binary_expression left: (_) @one operator: ["<" "<="] right: (_) @other) @said)))
  (#any-of? @_sort "sort" "toSorted")
  (#set! why "what compares has to return a number: true and false are 1 and 0")
  (#set! @said replace "{one} < {other} ? 1 : {one} > {other} ? -1 : 0"))

; One case runs on into the next.
((switch_case body: (_) @last .) @_case
  (#not-match? @last "^(break|return|continue|throw|\\{)")
  (#set! weak) (#set! why "the case runs on into the next one")
  (#set! @last after "break;"))

; What was said to be compared with each is compared with the first alone.
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression left: (_) @one operator: "===" right: [(string) (number)]) operator: "||" right: [(string) (number)] @other)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} === {other}"))
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression left: (_) @one operator: "==" right: [(string) (number)]) operator: "||" right: [(string) (number)] @other)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} == {other}"))
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression
    left: (binary_expression left: (_) @one operator: "===" right: [(string) (number)]) operator: "||" right: [(string) (number)] @other)
    operator: "||" right: [(string) (number)] @third)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} === {other}") (#set! @third replace "{one} === {third}"))
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression operator: "||" right: (binary_expression left: (_) @one operator: "===" right: [(string) (number)])) operator: "||" right: (string) @other)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} === {other}"))
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression left: (_) @one operator: "!==" right: [(string) (number)]) operator: "&&" right: [(string) (number)] @other)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} !== {other}"))

; All values are another than one of two; none is both.
((binary_expression left: (binary_expression left: (_) @one operator: ["!==" "!="] right: [(string) (number)] @_this) operator: "||" @or
    right: (binary_expression left: (_) @_same operator: ["!==" "!="] right: [(string) (number)] @_that))
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(|\\+\\+|--")
  (#set! sure) (#set! why "`{one}` is always another than one of the two")
  (#set! @or replace "&&"))
((binary_expression left: (binary_expression left: (_) @one operator: ["===" "=="] right: [(string) (number)] @_this) operator: "&&" @and
    right: (binary_expression left: (_) @_same operator: ["===" "=="] right: [(string) (number)] @_that))
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(|\\+\\+|--")
  (#set! sure) (#set! why "`{one}` is never both")
  (#set! @and replace "||"))
((binary_expression left: (binary_expression left: (_) @one operator: ["<" "<="] right: (_) @_least) operator: "&&" @and
    right: (binary_expression left: (_) @_same operator: [">" ">="] right: (_) @_most))
  (#eq? @one @_same) (#match? @_least "^0$|([mM]in|MIN|[lL]ow|[sS]tart|[fF]irst)$") (#match? @_most "^[1-9]|([mM]ax|MAX|[hH]igh|[eE]nd|[lL]ast|length)$")
  (#set! why "`{one}` is never both too small and too great")
  (#set! @and replace "||"))

; `!` stands before one value alone, not before the comparison.
((binary_expression left: (unary_expression operator: "!" argument: (_) @one) operator: "===" right: [(string) (number) (null) (undefined)] @other) @all
  (#set! sure) (#set! why "`!` stands before `{one}` alone, not before the comparison")
  (#set! @all replace "{one} !== {other}"))
((binary_expression left: (unary_expression operator: "!" argument: (_) @one) operator: "===" right: [(identifier) (member_expression)] @other) @all
  (#lacks? @one "^!|is[A-Z]|has[A-Z]") (#lacks? @other "is[A-Z]|has[A-Z]|[eE]nabled|[fF]lag|[sS]tate|[dD]isabled")
  (#set! why "`!` stands before `{one}` alone, not before the comparison")
  (#set! @all replace "{one} !== {other}"))
((binary_expression left: (unary_expression operator: "!" argument: (_) @one) operator: ["<" ">" "<=" ">=" "in" "instanceof"] @how right: (_) @other) @all
  (#not-match? @other "^!")
  (#set! sure) (#set! why "`!` stands before `{one}` alone, not before the comparison")
  (#set! @all replace "!({one} {how} {other})"))

; Nothing is equal to what is made here, or is not a number.
((binary_expression left: (_) @one operator: ["===" "=="] right: (identifier) @_nan) @all
  (#eq? @_nan "NaN")
  (#set! sure) (#set! why "nothing is equal to NaN, NaN itself least of all")
  (#set! @all replace "Number.isNaN({one})"))
((binary_expression left: (_) @one operator: ["!==" "!="] right: (identifier) @_nan) @all
  (#eq? @_nan "NaN")
  (#set! sure) (#set! why "nothing is equal to NaN, NaN itself least of all")
  (#set! @all replace "!Number.isNaN({one})"))
((binary_expression left: (_) @one operator: "===" right: (array) @_none) @all
  (#eq? @_none "[]")
  (#set! sure) (#set! why "no other list is the same one as a new list")
  (#set! @all replace "{one}.length === 0"))
((binary_expression left: (_) @one operator: "!==" right: (array) @_none) @all
  (#eq? @_none "[]")
  (#set! sure) (#set! why "no other list is the same one as a new list")
  (#set! @all replace "{one}.length !== 0"))
((binary_expression left: (new_expression constructor: (identifier) @_date) @one operator: ["===" "=="] right: (new_expression constructor: (identifier) @_same) @other) @all
  (#eq? @_date "Date") (#eq? @_same "Date")
  (#set! sure) (#set! why "two dates are never the same object")
  (#set! @all replace "{one}.getTime() === {other}.getTime()"))
((binary_expression left: (unary_expression operator: "typeof") operator: ["===" "!==" "==" "!="] right: (undefined) @none)
  (#set! sure) (#set! why "`typeof` returns a text")
  (#set! @none replace "\"undefined\""))
((binary_expression left: (unary_expression operator: "typeof" argument: (_) @value) operator: ["===" "=="] right: (string) @_array) @all
  (#match? @_array "^.array.$")
  (#set! sure) (#set! why "the type of a list is an object")
  (#set! @all replace "Array.isArray({value})"))
((binary_expression left: (unary_expression operator: "typeof" argument: (_) @value) operator: ["!==" "!="] right: (string) @_array) @all
  (#match? @_array "^.array.$")
  (#set! sure) (#set! why "the type of a list is an object")
  (#set! @all replace "!Array.isArray({value})"))
((binary_expression left: (binary_expression left: (_) operator: ["<" "<="] right: (_) @middle) operator: ["<" "<="] @how right: (_) @other)
  (#set! sure) (#set! why "the result of the first comparison, true or false, is compared with `{other}`")
  (#set! @how replace "&& {middle} {how}"))

; A condition that gives a value.
([(if_statement condition: (parenthesized_expression (assignment_expression left: (_) @name right: [(string) (number) (true) (false) (null) (undefined)] @value) @all))
  (while_statement condition: (parenthesized_expression (assignment_expression left: (_) @name right: [(string) (number) (true) (false) (null) (undefined)] @value) @all))]
  (#set! sure) (#set! why "the condition gives `{name}` a value")
  (#set! @all replace "{name} === {value}"))

; What binds more.
((binary_expression left: (binary_expression operator: "+" right: [(identifier) (member_expression) (subscript_expression)] @value) operator: ["||" "??"] @or right: (number) @zero)
  (#eq? @zero "0")
  (#set! why "`+` binds more than `{or}`")
  (#set! @value replace "({value}") (#set! @zero replace "{zero})"))
((ternary_expression condition: [
      (binary_expression left: [(string) (template_string)] operator: "+" right: (_) @value)
      (binary_expression left: (binary_expression left: [(string) (template_string)] operator: "+" right: (_) @value) operator: ["<" ">" "<=" ">=" "===" "=="])]
    alternative: (_) @other)
  (#set! why "`+` binds more than `?`, and a text with something in it counts as true")
  (#set! @value replace "({value}") (#set! @other replace "{other})"))

; Ranges overlap where each begins before the other one ends; where an end of one lies in the other, they are not all found.
((binary_expression
    left: (binary_expression left: (member_expression object: [(identifier) (this)] @x property: (_) @begin) operator: ["<" "<="] right: (member_expression object: [(identifier) (this)] @y property: (_) @point))
    operator: "&&"
    right: (binary_expression left: (member_expression object: [(identifier) (this)] @_y property: (_) @_point) operator: ["<" "<="] @less right: (member_expression object: [(identifier) (this)] @_x property: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
((binary_expression
    left: (binary_expression left: (member_expression object: [(identifier) (this)] @y property: (_) @point) operator: [">" ">="] right: (member_expression object: [(identifier) (this)] @x property: (_) @begin))
    operator: "&&"
    right: (binary_expression left: (member_expression object: [(identifier) (this)] @_y property: (_) @_point) operator: ["<" "<="] @less right: (member_expression object: [(identifier) (this)] @_x property: (_) @end))) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} && {y}.{begin} {less} {x}.{end}"))
