; Without a function, `sort` compares texts: 10 comes before 9.
((call_expression function: (member_expression property: (property_identifier) @_sort) arguments: (arguments) @none)
  (#any-of? @_sort "sort" "toSorted") (#eq? @none "()")
  (#set! why "`{_sort}` compares numbers as texts")
  (#set! @none replace "((a, b) => a - b)"))

; The first one alone.
((call_expression function: (member_expression property: (property_identifier) @replace) arguments: (arguments . (string)))
  (#eq? @replace "replace")
  (#set! weak) (#set! why "`replace` replaces the first one alone")
  (#set! @replace replace "replaceAll"))
((call_expression function: (member_expression property: (property_identifier) @_replace) arguments: (arguments . (regex !flags) @pattern))
  (#eq? @_replace "replace") (#lacks? @pattern "^/\\^|\\$/$")
  (#set! why "without `g`, `replace` replaces the first one alone")
  (#set! @pattern replace "{pattern}g"))

; One of two texts alone is made lower case.
((binary_expression left: (call_expression function: (member_expression object: (_) @_of property: (property_identifier) @lower) arguments: (arguments) @_none) operator: ["===" "!==" "==" "!="] right: [(identifier) @other @_name (member_expression property: (_) @_name) @other])
  (#any-of? @lower "toLowerCase" "toUpperCase") (#eq? @_none "()") (#not-eq? @_of @other) (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|[tT]ag|^[A-Z_]+$")
  (#lacks? "\\b{_name}( = |: )[^\\n]*to(Lower|Upper)Case\\(")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}()"))
((binary_expression left: [(identifier) @other @_name (member_expression property: (_) @_name) @other] operator: ["===" "!==" "==" "!="] right: (call_expression function: (member_expression object: (_) @_of property: (property_identifier) @lower) arguments: (arguments) @_none))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#eq? @_none "()") (#not-eq? @_of @other) (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|[tT]ag|^[A-Z_]+$")
  (#lacks? "\\b{_name}( = |: )[^\\n]*to(Lower|Upper)Case\\(")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}()"))
((call_expression function: (member_expression object: (call_expression function: (member_expression property: (property_identifier) @lower)) property: (property_identifier) @_includes)
    arguments: (arguments . [(identifier) @other @_name (member_expression property: (_) @_name) @other] .))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#any-of? @_includes "includes" "startsWith" "endsWith" "indexOf" "localeCompare") (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|[eE]xt|^[A-Z_]+$")
  (#lacks? "\\b{_name}( = |: )[^\\n]*to(Lower|Upper)Case\\(")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}()"))
((call_expression function: (member_expression object: [(identifier) @other @_name (member_expression property: (_) @_name) @other] property: (property_identifier) @_includes)
    arguments: (arguments . (call_expression function: (member_expression object: (_) @_of property: (property_identifier) @lower) arguments: (arguments) @_none) .))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#eq? @_none "()") (#not-eq? @_of @other) (#any-of? @_includes "includes" "startsWith" "endsWith") (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|s$|[lL]ist|[sS]et|^[A-Z_]+$")
  (#lacks? "\\b{_name}( = |: )[^\\n]*to(Lower|Upper)Case\\(")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}()"))

; A regular expression with `g` goes on from where it was.
([(variable_declarator name: (identifier) @name value: (regex flags: (regex_flags) @flags))
  (pair key: (_) @name value: (regex flags: (regex_flags) @flags))]
  (#eq? @flags "g") (#holds? "\\b{name}\\.test\\(") (#lacks? "{name}\\.(exec\\(|lastIndex|\\[Symbol)|while \\({name}|[(,] ?([\\w.]+\\.)?{name}[,)]|= ([\\w.]+\\.)?{name};")
  (#set! why "with `g`, `test` goes on from where it was")
  (#set! @flags replace ""))
([(variable_declarator name: (identifier) @name value: (regex flags: (regex_flags) @flags))
  (pair key: (_) @name value: (regex flags: (regex_flags) @flags))]
  (#any-of? @flags "gi" "ig") (#holds? "\\b{name}\\.test\\(") (#lacks? "{name}\\.(exec\\(|lastIndex|\\[Symbol)|while \\({name}|[(,] ?([\\w.]+\\.)?{name}[,)]|= ([\\w.]+\\.)?{name};")
  (#set! sure) (#set! why "with `g`, `test` goes on from where it was")
  (#set! @flags replace "i"))
([(variable_declarator name: (identifier) @name value: (regex flags: (regex_flags) @flags))
  (pair key: (_) @name value: (regex flags: (regex_flags) @flags))]
  (#any-of? @flags "gm" "mg") (#holds? "\\b{name}\\.test\\(") (#lacks? "{name}\\.(exec\\(|lastIndex|\\[Symbol)|while \\({name}|[(,] ?([\\w.]+\\.)?{name}[,)]|= ([\\w.]+\\.)?{name};")
  (#set! sure) (#set! why "with `g`, `test` goes on from where it was")
  (#set! @flags replace "m"))

; `toFixed` makes a text.
((binary_expression left: (_) @one operator: ["<" ">" "<=" ">="] @how right: (_) @other) @all
  (#holds? @all "^[^<>]*\\.toFixed\\([0-9]*\\) [<>]|\\.toFixed\\([0-9]*\\)$") (#lacks? @all "Number\\(|parseFloat\\(|\\+[\\w(]")
  (#set! why "`toFixed` makes a text, and texts are not compared as numbers are")
  (#set! @all replace "Number({one}) {how} Number({other})"))
((binary_expression left: (call_expression function: (member_expression property: (_) @_fixed)) @one operator: "+" right: (call_expression function: (member_expression property: (_) @_same)) @other) @all
  (#eq? @_fixed "toFixed") (#eq? @_same "toFixed")
  (#set! why "`toFixed` makes a text, and `+` joins texts")
  (#set! @all replace "Number({one}) + Number({other})"))
((augmented_assignment_expression left: (_) @sum operator: "+=" right: (call_expression function: (member_expression property: (_) @_fixed)) @value)
  (#eq? @_fixed "toFixed") (#holds? "\\b{sum} = 0\\b")
  (#set! why "`toFixed` makes a text, and `+` joins texts")
  (#set! @value replace "Number({value})"))

; A text never changes itself, and what filters makes a new list.
((expression_statement (call_expression function: (member_expression object: [(identifier) (member_expression)] @text property: (_) @_method)) @call)
  (#any-of? @_method "trim" "trimStart" "trimEnd" "toLowerCase" "toUpperCase" "padStart" "padEnd" "replaceAll" "concat" "filter" "toSorted" "toReversed")
  (#set! why "what `{_method}` returns is dropped, and `{text}` stays as it is")
  (#set! @call replace "{text} = {call}"))
((expression_statement (call_expression function: (member_expression object: [(identifier) (member_expression)] @text property: (_) @_method) arguments: (arguments . [(regex) (string)] . (_) @_with .)) @call)
  (#eq? @_method "replace") (#lacks? @_with "=>|function") (#lacks? @text "[rR]outer|[hH]istory|location|[nN]av")
  (#set! why "what `{_method}` returns is dropped, and `{text}` stays as it is")
  (#set! @call replace "{text} = {call}"))

; -1 says that there is none, and for `splice` means the last one.
(statement_block
    (_ (variable_declarator name: (identifier) @at value: (call_expression function: (member_expression object: (_) @all property: (_) @_index)))) .
    (expression_statement (call_expression function: (member_expression object: (_) @_same property: (_) @_splice) arguments: (arguments . (identifier) @_at . (_) .))) @line
  (#any-of? @_index "indexOf" "findIndex" "lastIndexOf") (#eq? @_splice "splice") (#eq? @at @_at) (#eq? @all @_same)
  (#set! why "where there is none, `splice` takes the last one out")
  (#set! @line replace "if ({at} !== -1) {line}"))
((expression_statement (call_expression function: (member_expression object: (_) @all property: (_) @_splice) arguments: (arguments . (call_expression function: (member_expression object: (_) @_same property: (_) @_index)) @at . (_) @count .))) @line
  (#any-of? @_index "indexOf" "findIndex" "lastIndexOf") (#eq? @_splice "splice") (#eq? @all @_same)
  (#set! weak) (#set! why "where there is none, `splice` takes the last one out")
  (#set! @line replace "const at = {at};\nif (at !== -1) {all}.splice(at, {count});"))
