; The first position is 0.
((binary_expression left: (method_invocation name: (identifier) @_index) operator: ">" @how right: (decimal_integer_literal) @_zero)
  (#any-of? @_index "indexOf" "lastIndexOf") (#eq? @_zero "0")
  (#set! why "the first position is 0")
  (#set! @how replace ">="))
((binary_expression left: (identifier) @at operator: ">" @how right: (decimal_integer_literal) @_zero)
  (#eq? @_zero "0") (#holds? "\\bint {at} = [^\\n]*\\.indexOf\\(") (#lacks? "\\bint {at} = [^\\n]*[^x]Of\\(|[(,] ?int {at}\\b|\\bint {at} = [^\\n]*[0-9a-z];")
  (#set! weak) (#set! why "the first position is 0")
  (#set! @how replace ">="))

; Texts that are regular expressions.
((method_invocation object: (_) @_of name: (identifier) @_split arguments: (argument_list . (string_literal . (string_fragment) @sign .)))
  (#eq? @_split "split") (#any-of? @sign "." "|" "*" "+" "?" "$" "^" "(" ")" "[" "{") (#lacks? @_of "(?i)pattern|split|utils?$|compile")
  (#set! sure) (#set! why "\"{sign}\" is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\\\\{sign}"))
((method_invocation name: (identifier) @replace arguments: (argument_list . (string_literal . (string_fragment) @_sign .) . (_) .))
  (#eq? @replace "replaceAll") (#any-of? @_sign "*" "+" "?" "(" ")" "[" "{")
  (#set! sure) (#set! why "\"{_sign}\" is no regular expression")
  (#set! @replace replace "replace"))
((method_invocation name: (identifier) @replace arguments: (argument_list . (string_literal . (string_fragment) @_sign .) . (_) .))
  (#eq? @replace "replaceAll") (#any-of? @_sign "." "|" "$" "^" "...")
  (#set! why "\"{_sign}\" is a regular expression, in which the sign is not itself")
  (#set! @replace replace "replace"))

; One of two texts alone is made lower case.
((method_invocation object: (method_invocation object: (_) @_of name: (identifier) @lower arguments: (argument_list) @how) name: (identifier) @_equals
    arguments: (argument_list . [(identifier) @_name @other (field_access field: (identifier) @_name) @other (method_invocation name: (identifier) @_name) @other] .))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#any-of? @_equals "equals" "contains" "startsWith" "endsWith" "indexOf" "compareTo") (#not-eq? @_of @other)
  (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|^[A-Z_.]+$") (#lacks? "\\b{_name} = [^\\n]*to(Lower|Upper)Case\\(|\\b{_name}\\(\\) *\\{\\s*return [^\\n]*to(Lower|Upper)Case\\(") (#lacks? @other "\\([^)]")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}{how}"))
((method_invocation object: [(identifier) @_name @other (field_access field: (identifier) @_name) @other (method_invocation name: (identifier) @_name) @other] name: (identifier) @_equals
    arguments: (argument_list . (method_invocation object: (_) @_of name: (identifier) @lower arguments: (argument_list) @how) .))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#any-of? @_equals "equals" "contains" "startsWith" "endsWith" "compareTo") (#not-eq? @_of @other)
  (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|^[A-Z_.]+$") (#lacks? "\\b{_name} = [^\\n]*to(Lower|Upper)Case\\(|\\b{_name}\\(\\) *\\{\\s*return [^\\n]*to(Lower|Upper)Case\\(") (#lacks? @other "\\([^)]|s(\\(\\))?$|[lL]ist|[sS]et|[wW]ords|seen|^this\\.\\w+s$")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}{how}"))

; Letters of date patterns: `Y` is the year of the week, `D` the day of the year, `M` the month, `m` the minute, `S` a fraction.
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#any-of? @pattern "YYYY-MM-dd" "YYYY-MM-DD" "yyyy-MM-DD" "yyyy-mm-dd" "YYYY-mm-dd")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "yyyy-MM-dd"))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#any-of? @pattern "dd/MM/YYYY" "DD/MM/YYYY" "DD/MM/yyyy" "dd/mm/yyyy")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "dd/MM/yyyy"))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#any-of? @pattern "MM/dd/YYYY" "MM/DD/YYYY" "MM/DD/yyyy" "mm/dd/yyyy")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "MM/dd/yyyy"))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#any-of? @pattern "dd.MM.YYYY" "DD.MM.YYYY" "DD.MM.yyyy" "dd.mm.yyyy")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "dd.MM.yyyy"))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#any-of? @pattern "YYYYMMdd" "YYYYMMDD" "yyyyMMDD" "yyyymmdd")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "yyyyMMdd"))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#any-of? @pattern "YYYY-MM" "yyyy-mm")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "yyyy-MM"))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#eq? @pattern "HH:MM")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "HH:mm"))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#any-of? @pattern "HH:MM:ss" "HH:MM:SS" "HH:mm:SS")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "HH:mm:ss"))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#any-of? @pattern "yyyy-MM-dd hh:mm" "YYYY-MM-dd HH:mm" "yyyy-MM-dd HH:MM" "yyyy-mm-dd HH:mm" "yyyy-MM-DD HH:mm") (#lacks? "(?i)\\b[ap]\\.?m\\b|am_?pm|meridi|noon")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "yyyy-MM-dd HH:mm"))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .))) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal . (string_fragment) @pattern .)))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat") (#any-of? @pattern "yyyy-MM-dd hh:mm:ss" "YYYY-MM-dd HH:mm:ss" "yyyy-MM-dd HH:MM:ss" "yyyy-mm-dd HH:mm:ss" "yyyy-MM-DD HH:mm:ss" "yyyy-MM-dd HH:mm:SS") (#lacks? "(?i)\\b[ap]\\.?m\\b|am_?pm|meridi|noon")
  (#set! sure) (#set! why "\"{pattern}\" has the wrong letters")
  (#set! @pattern replace "yyyy-MM-dd HH:mm:ss"))

; A text, a date or an amount never changes itself.
((expression_statement (method_invocation object: [(identifier) @value @_name (field_access field: (identifier) @_name) @value] name: (identifier) @_method) @call)
  (#match? @_method "^(trim|strip|stripLeading|stripTrailing|toLowerCase|toUpperCase|replace|replaceAll|replaceFirst|concat|substring|repeat|subtract|multiply|divide|remainder|negate|abs|setScale|stripTrailingZeros|truncatedTo|multipliedBy|dividedBy|plus|minus|(plus|minus|with)[A-Z]\\w*)$")
  (#holds? "\\b(String|LocalDate|LocalDateTime|LocalTime|ZonedDateTime|OffsetDateTime|YearMonth|Year|Period|Instant|Duration|BigDecimal|BigInteger) {_name}\\b")
  (#lacks? "\\b(StringBuilder|StringBuffer|Matcher|(Array|Linked)?List<[^\\n]*>|Set<[^\\n]*>|Collection<[^\\n]*>) {_name}\\b")
  (#set! why "what `{_method}` returns is dropped, and `{value}` stays as it is")
  (#set! @call replace "{value} = {call}"))
((expression_statement (method_invocation object: [(identifier) @value @_name (field_access field: (identifier) @_name) @value] name: (identifier) @_add) @call)
  (#eq? @_add "add") (#holds? "\\b(BigDecimal|BigInteger) {_name}\\b") (#lacks? "\\w> {_name}\\b")
  (#set! why "what `{_add}` returns is dropped, and `{value}` stays as it is")
  (#set! @call replace "{value} = {call}"))

; The first one alone.
((method_invocation name: (identifier) @replace)
  (#eq? @replace "replaceFirst")
  (#set! weak) (#set! why "only the first one is replaced")
  (#set! @replace replace "replaceAll"))
