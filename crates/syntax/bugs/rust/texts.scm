; Bytes are no characters.
((call_expression function: (field_expression value: (identifier) @text field: (field_identifier) @len)) @all
  (#eq? @len "len") (#holds? "\\b{text}: &(mut )?(str|String)\\b")
  (#set! weak) (#set! why "`len` counts bytes, not characters")
  (#set! @len replace "chars().count"))

; The last letter is left out.
([(range_expression [(char_literal) (integer_literal)] @first ".." @range (char_literal) @last) (range_pattern (char_literal) @first ".." @range (char_literal) @last)]
  (#match? @first "^b?'[aA0]'$") (#match? @last "^b?'[zZ9fF]'$")
  (#set! why "`..` ends before {last}")
  (#set! @range replace "..="))

; Capitals on one side alone.
((binary_expression left: (call_expression function: (field_expression field: (field_identifier) @lower) arguments: (arguments) @_none) operator: ["==" "!="] right: [(identifier) (field_expression)] @other)
  (#any-of? @lower "to_lowercase" "to_ascii_lowercase" "to_uppercase" "to_ascii_uppercase") (#eq? @_none "()")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|^[A-Z\\d_]+$|::")
  (#lacks? "(^|[^.\\w]){other}( = [^;]*)?\\.to_(ascii_)?(lower|upper)case\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in ")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))
((binary_expression left: [(identifier) (field_expression)] @other operator: ["==" "!="] right: (call_expression function: (field_expression field: (field_identifier) @lower) arguments: (arguments) @_none))
  (#any-of? @lower "to_lowercase" "to_ascii_lowercase" "to_uppercase" "to_ascii_uppercase") (#eq? @_none "()")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|^[A-Z\\d_]+$|::")
  (#lacks? "(^|[^.\\w]){other}( = [^;]*)?\\.to_(ascii_)?(lower|upper)case\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in ")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))
((call_expression function: (field_expression value: (call_expression function: (field_expression field: (field_identifier) @lower) arguments: (arguments) @_none) field: (field_identifier) @_contains) arguments: (arguments . [(identifier) (field_expression)] @other .))
  (#any-of? @lower "to_lowercase" "to_ascii_lowercase" "to_uppercase" "to_ascii_uppercase") (#eq? @_none "()") (#any-of? @_contains "contains" "starts_with" "ends_with" "find" "matches")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|^[A-Z\\d_]+$") (#lacks? "\\b{other}: char\\b|(^|[^.\\w]){other}( = [^;]*)?\\.to_(ascii_)?(lower|upper)case\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in |\\|{other}\\||\\|&{other}\\|")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "&{other}.{lower}()"))
((call_expression function: (field_expression value: (call_expression function: (field_expression field: (field_identifier) @lower) arguments: (arguments) @_none) field: (field_identifier) @_contains) arguments: (arguments . (reference_expression value: [(identifier) (field_expression)] @other) .))
  (#any-of? @lower "to_lowercase" "to_ascii_lowercase" "to_uppercase" "to_ascii_uppercase") (#eq? @_none "()") (#any-of? @_contains "contains" "starts_with" "ends_with" "find" "matches")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|^[A-Z\\d_]+$") (#lacks? "\\b{other}: char\\b|(^|[^.\\w]){other}( = [^;]*)?\\.to_(ascii_)?(lower|upper)case\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in |\\|{other}\\||\\|&{other}\\|")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))

; Two blanks in a row.
((call_expression function: (field_expression field: (field_identifier) @split) arguments: (arguments . [(char_literal) (string_literal)] @_blank .) @arguments)
  (#eq? @split "split") (#any-of? @_blank "' '" "\" \"")
  (#set! weak) (#set! why "two blanks in a row make an empty word")
  (#set! @split replace "split_whitespace") (#set! @arguments replace "()"))
