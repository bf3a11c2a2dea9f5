; Nothing, and what counts as nothing: 0, an empty text or list.
((boolean_operator left: (_) @value operator: "or" right: [(identifier) (integer) (float) (string) (list) (dictionary) (attribute) (call)] @default) @all
  (#set! weak) (#set! why "`{value}` gives way to the default where it is 0 or empty")
  (#set! @all replace "({value} if {value} is not None else {default})"))
([(if_statement condition: (not_operator argument: [(identifier) (attribute)] @value) @all)
  (conditional_expression (_) . (not_operator argument: [(identifier) (attribute)] @value) @all)]
  (#lacks? @value "(^|\\.)_?(is|has|can|was|should|needs)_")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @all replace "{value} is None"))
([(if_statement condition: [(identifier) (attribute)] @value)
  (conditional_expression (_) . [(identifier) (attribute)] @value)]
  (#lacks? @value "(^|\\.)_?(is|has|can|was|should|needs)_")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @value replace "{value} is not None"))

; What is always true, and what is never the same object.
([(if_statement condition: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (elif_clause condition: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (while_statement condition: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (conditional_expression (_) . (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (if_clause (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (boolean_operator left: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other) operator: "and")]
  (#set! sure) (#set! why "{other} alone is always true")
  (#set! @other replace "{value} == {other}"))
((boolean_operator left: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other) operator: "or" right: [(string) (integer)] @last)
  (#set! sure) (#set! why "{other} alone is always true")
  (#set! @other replace "{value} == {other}") (#set! @last replace "{value} == {last}"))
((_ condition: (boolean_operator left: (comparison_operator . (_) @value operators: "!=" . (_) .) operator: "or" @or right: [(string) (integer)] @other))
  (#set! sure) (#set! why "{other} alone is always true")
  (#set! @or replace "and") (#set! @other replace "{value} != {other}"))
([(if_statement condition: (boolean_operator left: (comparison_operator . (_) @value operators: "!=" . (_) .) operator: "and" right: [(string) (integer)] @other))
  (elif_clause condition: (boolean_operator left: (comparison_operator . (_) @value operators: "!=" . (_) .) operator: "and" right: [(string) (integer)] @other))
  (while_statement condition: (boolean_operator left: (comparison_operator . (_) @value operators: "!=" . (_) .) operator: "and" right: [(string) (integer)] @other))]
  (#set! sure) (#set! why "{other} alone is always true")
  (#set! @other replace "{value} != {other}"))
((comparison_operator . (_) operators: "==" @sign . (parenthesized_expression (boolean_operator left: (string) @one operator: "or" right: (string) @other)) @all .)
  (#set! sure) (#set! why "`{one} or {other}` is {one}")
  (#set! @sign replace "in") (#set! @all replace "({one}, {other})"))
((comparison_operator . (parenthesized_expression (boolean_operator left: (string) @one operator: "or" right: (string) @other)) @all operators: "in" . (_) @in .) @whole
  (#set! sure) (#set! why "`{one} or {other}` is {one}")
  (#set! @whole replace "({one} in {in} or {other} in {in})"))
((boolean_operator left: (string) @one operator: "or" right: (comparison_operator . (string) operators: "in" . (_) @in .))
  (#set! sure) (#set! why "{one} alone is always true")
  (#set! @one replace "{one} in {in}"))
((comparison_operator . [(identifier) (attribute) (subscript) (call)] operators: "is" @sign . [(string) (integer) (float)] .)
  (#set! sure) (#set! why "`is` asks for the same object, not for an equal one")
  (#set! @sign replace "=="))
((comparison_operator . [(identifier) (attribute) (subscript) (call)] operators: "is not" @sign . [(string) (integer) (float)] .)
  (#set! sure) (#set! why "`is not` asks for the same object, not for an equal one")
  (#set! @sign replace "!="))

; Nothing is there at first.
((expression_statement (augmented_assignment left: (subscript value: (_) @all subscript: (_) @key) operator: "+=" right: (_) @value) @line)
  (#holds? "(^|[^.\\w]){all}(: [^=\\n]+)? = (\\{\\}|dict\\(\\))") (#lacks? "\\b{all}\\[[^\\n]*\\] = |{all} = [^{d\\n]|{all} = \\{[^}]|in {all}\\b|\\bnot {all}\\b|{all}\\.(setdefault|get|update|fromkeys|keys)\\(|{all} = d\\w+\\([^)]|except KeyError")
  (#set! why "nothing is there at first for `+=` to add to")
  (#set! @line replace "{all}[{key}] = {all}.get({key}, 0) + {value}"))
((expression_statement (call function: (attribute object: (subscript value: (_) @all subscript: (_) @key) @item attribute: (identifier) @_append)))
  (#eq? @_append "append")
  (#holds? "(^|[^.\\w]){all}(: [^=\\n]+)? = (\\{\\}|dict\\(\\))") (#lacks? "\\b{all}\\[[^\\n]*\\] = |{all} = [^{d\\n]|{all} = \\{[^}]|in {all}\\b|\\bnot {all}\\b|{all}\\.(setdefault|get|update|fromkeys|keys)\\(|{all} = d\\w+\\([^)]|except KeyError")
  (#set! why "no list is there at first for `append` to add to")
  (#set! @item replace "{all}.setdefault({key}, [])"))
((call function: (identifier) @_most arguments: (argument_list . [(identifier) (attribute) (call) (list_comprehension)] @all .)) @call
  (#any-of? @_most "max" "min")
  (#set! weak) (#set! why "of nothing, there is no `{_most}`")
  (#set! @all replace "{all}, default=0"))
((call function: (identifier) @_most arguments: (generator_expression) @all) @call
  (#any-of? @_most "max" "min")
  (#set! weak) (#set! why "of nothing, there is no `{_most}`")
  (#set! @all replace "({all}, default=0)"))
((binary_operator left: (_) operator: "/" right: (call function: (identifier) @_len arguments: (argument_list . (_) @all .))) @whole
  (#eq? @_len "len") (#lacks? "not {all}\\b|if {all}:|len\\({all}\\) [=<>!]|if {all} else")
  (#set! weak) (#set! why "`{all}` may be empty")
  (#set! @whole replace "({whole} if {all} else 0)"))

; What is reckoned first.
((binary_operator left: (_) @left operator: ["+" "-"] @sign right: (binary_operator left: (integer) @one operator: "%" right: [(identifier) (attribute) (call)] @by)) @all
  (#eq? @one "1")
  (#set! sure) (#set! why "`%` comes before `{sign}`")
  (#set! @all replace "({left} {sign} {one}) % {by}"))
((binary_operator left: (identifier) @one operator: "+" right: (binary_operator left: (identifier) @other operator: ["/" "//"] @over right: (integer) @two)) @all
  (#eq? @two "2") (#holds? @all "^(low|lo|left|start|first|lower|min\\w*|l|begin) \\+ (high|hi|right|end|last|upper|max\\w*|r|second) ")
  (#set! why "`{over}` comes before `+`")
  (#set! @all replace "({one} + {other}) {over} {two}"))

; Parentheses that are forgotten.
([(if_statement condition: (attribute attribute: (identifier) @_is) @asked)
  (elif_clause condition: (attribute attribute: (identifier) @_is) @asked)
  (while_statement condition: (attribute attribute: (identifier) @_is) @asked)
  (if_clause (attribute attribute: (identifier) @_is) @asked)
  (not_operator argument: (attribute attribute: (identifier) @_is) @asked)
  (boolean_operator (attribute attribute: (identifier) @_is) @asked)
  (return_statement (attribute attribute: (identifier) @_is) @asked)]
  (#any-of? @_is "isdigit" "isalpha" "isalnum" "isspace" "isupper" "islower" "isnumeric" "isdecimal" "istitle" "isidentifier" "total_seconds")
  (#lacks? "(?m)^ +(self\\.)?{_is}(: [^=\\n]*)? = |def {_is}|^ *{_is}:")
  (#set! why "`{_is}` is not called")
  (#set! @asked replace "{asked}()"))
([(comparison_operator (attribute attribute: (identifier) @_lower) @text)
  (assignment right: (attribute object: (identifier) attribute: (identifier) @_lower) @text)
  (return_statement (attribute attribute: (identifier) @_lower) @text)]
  (#any-of? @_lower "lower" "upper" "strip" "lstrip" "rstrip" "casefold" "splitlines" "split" "title" "capitalize") (#lacks? @text "^(str|string|operator|self|bytes)\\.")
  (#lacks? "(?m)\\.{_lower} = |def {_lower}\\b|^ *{_lower}:")
  (#set! why "`{_lower}` is not called")
  (#set! @text replace "{text}()"))

; Bounds in each other's place.
((call function: (identifier) @least arguments: (argument_list . (_) . (call function: (identifier) @most)  .)) @all
  (#eq? @least "min") (#eq? @most "max")
  (#holds? @all "^min\\((self\\._?)?(low|lo|lower|minimum|min_\\w+|min|lower_bound|floor), max\\((\\w+, (self\\._?)?(high|hi|upper|maximum|max_\\w+|ceiling)|(self\\._?)?(high|hi|upper|maximum|max_\\w+|ceiling), \\w+)\\)\\)$")
  (#set! why "`min` takes what is too small")
  (#set! @least replace "max") (#set! @most replace "min"))
((call function: (identifier) @most arguments: (argument_list . (_) . (call function: (identifier) @least)  .)) @all
  (#eq? @least "min") (#eq? @most "max")
  (#holds? @all "^max\\((self\\._?)?(high|hi|upper|maximum|max_\\w+|max|upper_bound|ceiling), min\\((\\w+, (self\\._?)?(low|lo|lower|minimum|min_\\w+|floor)|(self\\._?)?(low|lo|lower|minimum|min_\\w+|floor), \\w+)\\)\\)$")
  (#set! why "`max` takes what is too great")
  (#set! @least replace "max") (#set! @most replace "min"))
((call function: (identifier) @least arguments: (argument_list . (call function: (identifier) @most) . (_) .)) @all
  (#eq? @least "min") (#eq? @most "max")
  (#holds? @all "^min\\(max\\(\\w+, (self\\._?)?(high|hi|upper|maximum|max_\\w+|ceiling)\\), (self\\._?)?(low|lo|lower|minimum|min_\\w+|floor)\\)$")
  (#set! why "`min` takes what is too small")
  (#set! @least replace "max") (#set! @most replace "min"))

; A flag that is taken for a number.
((call function: (attribute object: (identifier) @_re attribute: (identifier) @_sub) arguments: (argument_list . (_) . (_) . (_) . (attribute object: (identifier) @_of) @flags .))
  (#eq? @_re "re") (#any-of? @_sub "sub" "subn") (#eq? @_of "re")
  (#set! sure) (#set! why "the fourth is how often to replace, not a flag")
  (#set! @flags replace "flags={flags}"))
((call function: (attribute object: (identifier) @_re attribute: (identifier) @_split) arguments: (argument_list . (_) . (_) . (attribute object: (identifier) @_of) @flags .))
  (#eq? @_re "re") (#eq? @_split "split") (#eq? @_of "re")
  (#set! sure) (#set! why "the third is how often to split, not a flag")
  (#set! @flags replace "flags={flags}"))

; `and` before `or`.
((boolean_operator left: (_) @one operator: "or" right: (boolean_operator left: (_) @other operator: "and" right: (_) @last)) @all
  (#lacks? @one " or ") (#lacks? @all "\\n")
  (#set! weak) (#set! why "`and` comes before `or`")
  (#set! @all replace "({one} or {other}) and {last}"))

; Any text counts as true.
((call function: (identifier) @_bool arguments: (argument_list . (call function: (_) @_env) @text .)) @call
  (#eq? @_bool "bool") (#match? @_env "^os\\.(getenv|environ\\.get)$")
  (#set! why "any text counts as true, even \"false\" and \"0\"")
  (#set! @call replace "(({text} or \"\").lower() in (\"1\", \"true\", \"yes\", \"on\"))"))

; Ranges overlap where each begins before the other one ends; where an end of one lies in the other, they are not all found.
((comparison_operator . (attribute object: (identifier) @x attribute: (_) @begin) . ["<" "<="] . (attribute object: (identifier) @y attribute: (_) @point) . ["<" "<="] @less . (attribute object: (identifier) @_x attribute: (_) @end) .) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} and {y}.{begin} {less} {x}.{end}"))
((boolean_operator
    left: (comparison_operator . (attribute object: (identifier) @x attribute: (_) @begin) . ["<" "<="] . (attribute object: (identifier) @y attribute: (_) @point) .)
    operator: "and"
    right: (comparison_operator . (attribute object: (identifier) @_y attribute: (_) @_point) . ["<" "<="] @less . (attribute object: (identifier) @_x attribute: (_) @end) .)) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} and {y}.{begin} {less} {x}.{end}"))
((boolean_operator
    left: (comparison_operator . (attribute object: (identifier) @y attribute: (_) @point) . [">" ">="] . (attribute object: (identifier) @x attribute: (_) @begin) .)
    operator: "and"
    right: (comparison_operator . (attribute object: (identifier) @_y attribute: (_) @_point) . ["<" "<="] @less . (attribute object: (identifier) @_x attribute: (_) @end) .)) @all
  (#eq? @x @_x) (#not-eq? @x @y) (#eq? @y @_y) (#eq? @point @_point) (#holds? @point "^({begin}|{end})$")
  (#holds? "(?i)overlap|intersect|conflict|clash|collid|coincid|together")
  (#set! why "ranges overlap where each begins before the other one ends")
  (#set! @all replace "{x}.{begin} {less} {y}.{end} and {y}.{begin} {less} {x}.{end}"))
