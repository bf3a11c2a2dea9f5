; The fraction is gone before the number is made one that can have some.
((cast_expression type: (_) @float value: (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: (_) @by))) @all
  (#any-of? @float "double" "float")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "({float}) {of} / {by}"))
(declaration type: (primitive_type) @float declarator: (init_declarator value: (binary_expression left: (_) @of operator: "/"))
  (#any-of? @float "double" "float") (#lacks? @of "^\\((double|float)\\)|\\.[0-9]")
  (#set! weak) (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))
(function_definition type: (primitive_type) @float body: (compound_statement (return_statement (binary_expression left: (_) @of operator: "/")))
  (#any-of? @float "double" "float") (#lacks? @of "^\\((double|float)\\)|\\.[0-9]")
  (#set! weak) (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))
((binary_expression left: [
    (binary_expression left: [(identifier) @_of (field_expression field: (_) @_of) (call_expression function: (_) @_of) (parenthesized_expression) @_of] @of operator: "/" right: [(identifier) @_by (field_expression field: (_) @_by) (call_expression function: (_) @_by)] @by)
    (parenthesized_expression (binary_expression left: [(identifier) @_of (field_expression field: (_) @_of) (call_expression function: (_) @_of) (parenthesized_expression) @_of] @of operator: "/" right: [(identifier) @_by (field_expression field: (_) @_by) (call_expression function: (_) @_by)] @by))]
    operator: "*" right: (number_literal) @times) @all
  (#match? @times "^10+$") (#lacks? @all "double|float") (#lacks? "(double|float|[Rr]eal|REAL) \\*?(\\w+( = [\\w.]+)?, \\*?)*({_of}|{_by})\\b|#define[^\\n]*{all}")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of} * {times} / {by}"))
((binary_expression left: [
    (binary_expression left: [(identifier) @_of (field_expression field: (_) @_of) (call_expression function: (_) @_of) (parenthesized_expression) @_of] @of operator: "/" right: [(identifier) @_by (field_expression field: (_) @_by) (call_expression function: (_) @_by)] @by)
    (parenthesized_expression (binary_expression left: [(identifier) @_of (field_expression field: (_) @_of) (call_expression function: (_) @_of) (parenthesized_expression) @_of] @of operator: "/" right: [(identifier) @_by (field_expression field: (_) @_by) (call_expression function: (_) @_by)] @by))]
    operator: "*" right: (number_literal) @times) @all
  (#match? @times "^10+\\.0*f?$") (#lacks? @all "double|float") (#lacks? "(double|float|[Rr]eal|REAL) \\*?(\\w+( = [\\w.]+)?, \\*?)*({_of}|{_by})\\b|#define[^\\n]*{all}")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{times} * {of} / {by}"))
((binary_expression left: (number_literal) @times operator: "*"
    right: (parenthesized_expression (binary_expression left: [(identifier) @_of (field_expression field: (_) @_of) (call_expression function: (_) @_of) (parenthesized_expression) @_of] @of operator: "/" right: [(identifier) @_by (field_expression field: (_) @_by) (call_expression function: (_) @_by)] @by))) @all
  (#match? @times "^10+(\\.0*f?)?$") (#lacks? @all "double|float") (#lacks? "(double|float|[Rr]eal|REAL) \\*?(\\w+( = [\\w.]+)?, \\*?)*({_of}|{_by})\\b|#define[^\\n]*{all}")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{times} * {of} / {by}"))
((binary_expression left: (number_literal) @of operator: "/" right: (number_literal) @by) @all
  (#match? @all "^(9 ?/ ?5|5 ?/ ?9|[12] ?/ ?3|1 ?/ ?[24]|3 ?/ ?[24]|[1-4] ?/ ?5)$") (#lacks? "#(el)?if[^\\n]*{all}|\\[{all}\\]")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of}.0 / {by}"))

; Parts that are counted: the last of them may be smaller.
([(declaration declarator: (init_declarator declarator: (identifier) @_parts value: (binary_expression left: (_) @of operator: "/" right: (_) @by) @all))
  (assignment_expression left: [(identifier) (field_expression)] @_parts operator: "=" right: (binary_expression left: (_) @of operator: "/" right: (_) @by) @all)
  (function_definition declarator: (function_declarator declarator: (identifier) @_parts) body: (compound_statement (return_statement (binary_expression left: (_) @of operator: "/" right: (_) @by) @all)))]
  (#match? @_parts "(?i)(pages|chunks|batches|page_?count|chunk_?count|batch_?count|last_?page|(trips|boxes|crates|buses|packs|packages|bags)(_?(needed|required|count|for))?)$") (#lacks? @of "[-+]|float|double") (#lacks? @by "^[12]$|float|double|sizeof|\\.")
  (#set! why "the last part, which is smaller, is not counted")
  (#set! @all replace "({of} + {by} - 1) / {by}"))

; What is left of a number below 0 is below 0.
([(assignment_expression left: (_) operator: "=" right: (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all)
  (_ argument: (_) (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all)
  (return_statement (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all)
  (init_declarator value: (binary_expression left: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other)) operator: "%" right: (_) @by) @all)]
  (#lacks? @all "\\+ ?{by}\\b|->len") (#lacks? @one "^[0-9]|[*+&]|\\([a-z]") (#lacks? @other "{by}") (#lacks? @by "^[0-9]") (#lacks? "(uint\\w*|unsigned( int| long| char)?|size_t|u(8|16|32|64)) \\*?([^;\\n]*, )?({one}|{other})\\b")
  (#set! why "what is left of a number below 0 is below 0, too")
  (#set! @all replace "({one} - {other} + {by}) % {by}"))

; A number without a first value.
((compound_statement (declaration . type: [(primitive_type) (sized_type_specifier)] declarator: (identifier) @name)) @body
  (#holds? @body "[;{}]\\s*({name}\\+\\+;|\\+\\+{name};|{name} \\+= )|[;{}):\\s]\\s*({name}\\+\\+|{name} \\+= [^;]*);") (#lacks? @body "\\b{name}\\s*=[^=]|&\\s*\\(?{name}\\b|>> ?{name}\\b|\\b[A-Z_0-9]{3,}\\([^;]*\\b{name}\\b|(?i:for_?each)\\w*\\s*\\([^;]*\\b{name}\\b|asm|#|\\b\\w*[^f\\s(]\\(([^;()]*,)?\\s*{name}\\s*\\);|\\b{name}\\s*\\{|\\b{name}\\(")
  (#set! sure) (#set! why "`{name}` has no first value")
  (#set! @name replace "{name} = 0"))
((compound_statement (declaration . type: [(primitive_type) (sized_type_specifier)] declarator: (identifier) @name)
    . (for_statement body: [
      (if_statement condition: (_ (binary_expression left: (subscript_expression argument: (_) @all) operator: [">" "<"] right: (identifier) @_name)))
      (compound_statement . (if_statement condition: (_ (binary_expression left: (subscript_expression argument: (_) @all) operator: [">" "<"] right: (identifier) @_name))))]))
  (#eq? @_name @name)
  (#set! why "`{name}` has no first value")
  (#set! @name replace "{name} = {all}[0]"))

; A greatest value that is 0 before anything was looked at.
((declaration type: (_) @_type declarator: (init_declarator declarator: (identifier) @most value: (number_literal) @zero))
  (#any-of? @_type "int" "long") (#eq? @zero "0") (#holds? "> {most}\\b")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "(-2147483647 - 1)"))

; A least value that is 0 before anything was looked at.
((declaration type: (primitive_type) @_type declarator: (init_declarator declarator: (identifier) @least value: (number_literal) @zero))
  (#any-of? @_type "int" "long") (#match? @zero "^0(\\.0*f?)?$") (#holds? "\\bif \\([^;{}]*(\\]|\\w) < {least}\\)\\s*\\{?\\s*{least} = ") (#lacks? "{least} == 0|!{least}\\b|{least} < 0|{least} = -")
  (#set! why "the least of values above 0 is not 0")
  (#set! @zero replace "2147483647"))
((declaration type: (primitive_type) @_type declarator: (init_declarator declarator: (identifier) @least value: (number_literal) @zero))
  (#any-of? @_type "double" "float") (#match? @zero "^0(\\.0*f?)?$") (#holds? "\\bif \\([^;{}]*(\\]|\\w) < {least}\\)\\s*\\{?\\s*{least} = ") (#lacks? "{least} == 0|!{least}\\b|{least} < 0|{least} = -")
  (#set! why "the least of values above 0 is not 0")
  (#set! @zero replace "3e38"))
