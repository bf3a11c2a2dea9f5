; Times are in thousandths of a second.
((_ (binary_expression left: (_) @time operator: "*" right: (number) @thousand)) @_all
  (#match? @time "([mM]inutes|[mM]ins)$") (#match? @time "^[\\w.#]+$") (#any-of? @thousand "1000" "1_000") (#lacks? @_all "60")
  (#set! sure) (#set! why "a minute has 60,000 thousandths of a second")
  (#set! @thousand replace "60 * 1000"))
((_ (binary_expression left: (_) @time operator: "*" right: (number) @thousand)) @_all
  (#match? @time "([hH]ours?|[hH]rs?)$") (#match? @time "^[\\w.#]+$") (#any-of? @thousand "1000" "1_000") (#lacks? @_all "60")
  (#set! why "an hour has 3,600,000 thousandths of a second")
  (#set! @thousand replace "60 * 60 * 1000"))
((_ (binary_expression left: (binary_expression left: (_) @time operator: "*" right: (number) @_sixty) operator: "*" right: (number) @thousand)) @_all
  (#match? @time "([hH]ours?|[hH]rs?)$") (#match? @time "^[\\w.#]+$") (#eq? @_sixty "60") (#any-of? @thousand "1000" "1_000") (#lacks? @_all "60 \\*.*60")
  (#set! why "an hour has 3,600,000 thousandths of a second")
  (#set! @thousand replace "60 * 1000"))
([(binary_expression left: (call_expression function: (member_expression property: (property_identifier) @_now)) operator: ["+" "-"] right: [(identifier) (member_expression)] @time)
  (call_expression function: (identifier) @_now arguments: (arguments . (_) . [(identifier) (member_expression)] @time .))]
  (#any-of? @_now "now" "getTime" "setTimeout" "setInterval") (#match? @time "([sS]econds?|[sS]ecs?|SECONDS|SECS)$") (#lacks? @time "[mM]illi")
  (#lacks? @time "[mM]ilis")
  (#set! why "`{time}` is in seconds, where thousandths of a second are asked for")
  (#set! @time replace "{time} * 1000"))
([(binary_expression left: (call_expression function: (member_expression property: (property_identifier) @_now)) operator: ["+" "-"] right: [(identifier) (member_expression)] @time)
  (call_expression function: (identifier) @_now arguments: (arguments . (_) . [(identifier) (member_expression)] @time .))]
  (#any-of? @_now "now" "getTime" "setTimeout" "setInterval") (#match? @time "([mM]inutes?|MINUTES)$")
  (#set! sure) (#set! why "`{time}` is in minutes, where thousandths of a second are asked for")
  (#set! @time replace "{time} * 60 * 1000"))

; Months are counted from 0, and `getDay` is the day of the week.
((template_substitution . (call_expression function: (member_expression property: (property_identifier) @_month)) @month .)
  (#any-of? @_month "getMonth" "getUTCMonth")
  (#set! weak) (#set! why "months are counted from 0")
  (#set! @month replace "{month} + 1"))
((call_expression function: (identifier) @_string arguments: (arguments . (call_expression function: (member_expression property: (property_identifier) @_month)) @month .))
  (#eq? @_string "String") (#any-of? @_month "getMonth" "getUTCMonth")
  (#set! weak) (#set! why "months are counted from 0")
  (#set! @month replace "{month} + 1"))
((variable_declarator name: (identifier) @_name value: (call_expression function: (member_expression property: (property_identifier) @_month)) @month)
  (#match? @_name "^(m|mm|month)$") (#any-of? @_month "getMonth" "getUTCMonth") (#lacks? "\\b{_name} \\+ 1|\\[{_name}\\]|\\b{_name}\\+\\+|\\b{_name} \\+= 1")
  (#set! weak) (#set! why "months are counted from 0")
  (#set! @month replace "{month} + 1"))
([(new_expression constructor: (identifier) @_date arguments: (arguments . (_) . (identifier) @month))
  (call_expression function: (member_expression object: (identifier) @_date property: (_) @_utc) arguments: (arguments . (_) . (identifier) @month))]
  (#eq? @_date "Date") (#match? @month "^(m|mm|month|[a-z]+Month)$") (#lacks? "\\b{month}( - 1|--| -= 1| = [^;\\n]*(getMonth|getUTCMonth|- 1))")
  (#set! weak) (#set! why "months are counted from 0")
  (#set! @month replace "{month} - 1"))
([(new_expression arguments: (arguments (call_expression function: (member_expression property: (property_identifier) @day)))) (template_string (template_substitution (call_expression function: (member_expression property: (property_identifier) @day))))
  (template_string (template_substitution (call_expression function: (member_expression object: (call_expression arguments: (arguments . (call_expression function: (member_expression property: (property_identifier) @day)) .))))))] @_all
  (#eq? @day "getDay") (#holds? @_all "getMonth\\(|getFullYear\\(")
  (#set! why "`getDay` is the day of the week")
  (#set! @day replace "getDate"))

; What remains of a number below 0 is below 0.
((binary_expression left: (parenthesized_expression (binary_expression operator: "-") @difference) operator: "%" right: [(identifier) (member_expression) (number)] @length)
  (#lacks? @difference "{length}|[*]")
  (#set! why "what remains of a number below 0 is below 0")
  (#set! @difference replace "{difference} + {length}"))

; The last page may not be full.
([(variable_declarator name: (_) @_name value: (call_expression function: (member_expression object: (identifier) @_math property: (_) @floor) arguments: (arguments . (binary_expression operator: "/") .)))
  (pair key: (_) @_name value: (call_expression function: (member_expression object: (identifier) @_math property: (_) @floor) arguments: (arguments . (binary_expression operator: "/") .)))
  (assignment_expression left: (member_expression property: (_) @_name) right: (call_expression function: (member_expression object: (identifier) @_math property: (_) @floor) arguments: (arguments . (binary_expression operator: "/") .)))
  (_ name: (_) @_name body: (statement_block (return_statement (call_expression function: (member_expression object: (identifier) @_math property: (_) @floor) arguments: (arguments . (binary_expression operator: "/") .)))))]
  (#eq? @_math "Math") (#any-of? @floor "floor" "trunc" "round") (#match? @_name "([pP]ages|[pP]age_?Count|[cC]hunks|[bB]atches|[cC]hunk_?Count|[bB]atch_?Count|^(num|row|total)_?(Rows|Count|Pages)|([tT]rips|[bB]oxes|[cC]rates|[bB]uses|[pP]acks|[pP]ackages|[bB]ags)(Needed|Required|Count|For)?)$")
  (#set! why "the last one may not be full")
  (#set! @floor replace "ceil"))

; A greatest value that is 0 before anything was looked at.
((variable_declarator name: (identifier) @most value: (number) @zero)
  (#eq? @zero "0") (#holds? "> {most}\\b|\\b{most} = Math\\.max\\(")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "-Infinity"))

; A least value that is 0 before anything was looked at.
((variable_declarator name: (identifier) @least value: (number) @zero)
  (#eq? @zero "0") (#match? @least "^(min|least|low|small|cheap|short|earl|near|close|lightest|fewest)") (#holds? "< {least}\\b[^\\n]*\\s*\\{?\\s*{least} = |\\b{least} = Math\\.min\\({least},|\\b{least} = [^;\\n]* < {least} \\?")
  (#set! why "no value above 0 is less than 0")
  (#set! @zero replace "Infinity"))
((call_expression function: (member_expression object: (identifier) @_math property: (_) @_max) arguments: (arguments . (spread_element) @all .))
  (#eq? @_math "Math") (#any-of? @_max "max" "min")
  (#set! weak) (#set! why "of nothing, `{_max}` makes an infinite number")
  (#set! @all replace "0, {all}"))
((call_expression function: (member_expression object: (identifier) @_math property: (_) @_max) arguments: (arguments . [(identifier) (member_expression)] @all .))
  (#eq? @_math "Math") (#any-of? @_max "max" "min")
  (#set! sure) (#set! why "`{_max}` takes numbers, not a list")
  (#set! @all replace "...{all}"))
