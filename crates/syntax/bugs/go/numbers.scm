; The fraction is gone before the number is made one that can have some.
((call_expression function: (identifier) @float arguments: (argument_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) .)) @all
  (#any-of? @float "float64" "float32")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{float}({of}) / {float}({by})"))
((binary_expression left: [
    (binary_expression left: (_) @of operator: "/" right: [(identifier) @_by (selector_expression field: (_) @_by) (call_expression function: (_) @_by)] @by)
    (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: [(identifier) @_by (selector_expression field: (_) @_by) (call_expression function: (_) @_by)] @by))]
    operator: "*" right: [(int_literal) (float_literal)] @times) @all
  (#match? @times "^10+(\\.0)?$") (#lacks? @all "float|time\\.|[0-9]\\.[0-9].*\\*") (#lacks? "\\b{_by}\\b(, \\w+)*\\s+float|\\b{_by} :?= [^\\n]*(float|math\\.|[0-9]\\.[0-9])|\\b{by} :?= [^\\n]*(float|math\\.|[0-9]\\.[0-9])|func {_by}\\([^\\n]* float")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of} * {times} / {by}"))
((binary_expression left: (int_literal) @times operator: "*"
    right: (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: [(identifier) @_by (selector_expression field: (_) @_by) (call_expression function: (_) @_by)] @by))) @all
  (#match? @times "^10+$") (#lacks? @all "float|time\\.") (#lacks? "\\b{_by}\\b(, \\w+)*\\s+float|\\b{_by} :?= [^\\n]*(float|math\\.|[0-9]\\.[0-9])|\\b{by} :?= [^\\n]*(float|math\\.|[0-9]\\.[0-9])|func {_by}\\([^\\n]* float")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{times} * {of} / {by}"))
((binary_expression left: (int_literal) @of operator: "/" right: (int_literal) @by) @all
  (#match? @all "^(9 ?/ ?5|5 ?/ ?9|[1-7] ?/ ?[89]|[12] ?/ ?3|[13] ?/ ?[24]|[1-4] ?/ ?5)$")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of}.0 / {by}"))

; Parts that are counted: the last of them may be smaller.
([(short_var_declaration left: (expression_list . (identifier) @_parts .) right: (expression_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .))
  (assignment_statement left: (expression_list . [(identifier) (selector_expression)] @_parts .) right: (expression_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .))
  (function_declaration name: (_) @_parts body: (block (statement_list (return_statement (expression_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .)))))
  (method_declaration name: (_) @_parts body: (block (statement_list (return_statement (expression_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) @all .)))))]
  (#match? @_parts "(?i)(pages|chunks|batches|pageCount|chunkCount|batchCount|lastPage|(trips|boxes|crates|buses|packs|packages|bags)(_?(needed|required|count|for))?)$") (#lacks? @of "[-+]|float") (#lacks? @by "^[12]$|float")
  (#set! why "the last part, which is smaller, is not counted")
  (#set! @all replace "({of} + {by} - 1) / {by}"))

; What is left of a number below 0 is below 0.
([(assignment_statement left: (expression_list . (_) @_to .) right: (expression_list . (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all .))
  (index_expression operand: (_) @_to index: (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all)
  (return_statement (expression_list . (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) @_to operator: "%" right: (_) @by) @all .))
  (short_var_declaration left: (expression_list . (identifier) @_to .) right: (expression_list . (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all .))]
  (#lacks? @all "uint|\\+ ?{by}") (#lacks? @one "^[0-9]|\\*|\\+") (#lacks? @by "^[0-9]") (#lacks? "\\b({one}|{by})(, \\w+)*\\s+uint|\\b({one}|{by}) :?= uint")
  (#set! why "what is left of a number below 0 is below 0, too")
  (#set! @all replace "({one} - {other} + {by}) % {by}"))

; What other languages call the least number; Go has none.
((selector_expression operand: (identifier) @_math field: (field_identifier) @_least) @all
  (#eq? @_math "math") (#eq? @_least "MinFloat64") (#lacks? "\\bmath :?=|/math\"")
  (#set! sure) (#set! why "`{all}` is not there")
  (#set! @all replace "(-math.MaxFloat64)"))

; What is cut off is not rounded.
((call_expression function: (identifier) @_int arguments: (argument_list . (binary_expression operator: "*" right: [(int_literal) (float_literal)] @_times) @value .))
  (#any-of? @_int "int" "int64") (#match? @_times "^10+(\\.0)?$")
  (#set! weak) (#set! why "the fraction is cut off, not rounded")
  (#set! @value replace "math.Round({value})"))

; A number is no duration.
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration) arguments: (argument_list . [(identifier) (selector_expression)] @value .)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration") (#match? @value "(?i)(millis|milliseconds|[^r]ms|^ms)$") (#lacks? "{all} ?[*/]|\\* ?{all}|{value} ?(\\*=|:?= [^\\n]*time\\.)")
  (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Millisecond"))
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration) arguments: (argument_list . [(identifier) (selector_expression)] @value .)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration") (#match? @value "(?i)^(.*\\.)?(.*[^aoi])?(sec|secs|seconds?)$|Sec(ond)?s?$") (#not-match? @value "(?i)(milli|micro|nano)") (#lacks? "{all} ?[*/]|\\* ?{all}|{value} ?(\\*=|:?= [^\\n]*time\\.)")
  (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Second"))
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration) arguments: (argument_list . [(identifier) (selector_expression)] @value .)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration") (#match? @value "(?i)(minutes?|mins)$") (#lacks? "{all} ?[*/]|\\* ?{all}|{value} ?(\\*=|:?= [^\\n]*time\\.)")
  (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Minute"))
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration) arguments: (argument_list . [(identifier) (selector_expression)] @value .)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration") (#match? @value "(?i)hours?$") (#lacks? "{all} ?[*/]|\\* ?{all}|{value} ?(\\*=|:?= [^\\n]*time\\.)")
  (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Hour"))
((call_expression function: (selector_expression operand: (identifier) @_time field: (field_identifier) @_duration)) @all
  (#eq? @_time "time") (#eq? @_duration "Duration")
  (#set! weak) (#set! why "a number without a unit counts nanoseconds")
  (#set! @all replace "{all} * time.Second"))

; A greatest value that is 0 before anything was looked at.
((for_statement (range_clause left: (expression_list (identifier) @_value .) right: (_) @all) body: (block (statement_list (if_statement condition: (binary_expression left: (_) @_one operator: ">" right: (identifier) @most))))) @loop
  (#holds? "\\b{most} := 0\\b|var {most} (int|float)")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{most} = {all}[0]\n}"))

; A least value that is 0 before anything was looked at.
((for_statement (range_clause left: (expression_list (identifier) @_value .) right: [(identifier) (selector_expression)] @all) body: (block (statement_list (if_statement condition: (binary_expression left: (identifier) @_one operator: "<" right: (identifier) @least))))) @loop
  (#eq? @_one @_value) (#holds? "\\b{least} := 0(\\.0)?\\n|var {least} (int|float)\\w*\\n") (#lacks? "range {all}\\[")
  (#set! why "the least of values above 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{least} = {all}[0]\n}"))
((for_statement (range_clause left: (expression_list (identifier) @_value .) right: [(identifier) (selector_expression)] @all) body: (block (statement_list (if_statement condition: (binary_expression left: (selector_expression operand: (identifier) @_one field: (_) @field) operator: "<" right: (identifier) @least))))) @loop
  (#eq? @_one @_value) (#holds? "\\b{least} := 0(\\.0)?\\n|var {least} (int|float)\\w*\\n")
  (#set! why "the least of values above 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{least} = {all}[0].{field}\n}"))
((for_statement (for_clause) body: (block (statement_list (if_statement condition: (binary_expression left: (index_expression operand: (_) @all index: (identifier)) operator: "<" right: (identifier) @least))))) @loop
  (#holds? "\\b{least} := 0(\\.0)?\\n|var {least} (int|float)\\w*\\n")
  (#set! why "the least of values above 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{least} = {all}[0]\n}"))
((for_statement (for_clause) body: (block (statement_list (if_statement condition: (binary_expression left: (index_expression operand: (_) @all index: (identifier)) operator: ">" right: (identifier) @most))))) @loop
  (#holds? "\\b{most} := 0(\\.0)?\\n|var {most} (int|float)\\w*\\n")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @loop before "if len({all}) > 0 {\n\t{most} = {all}[0]\n}"))
