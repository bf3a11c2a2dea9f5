; What patterns may say is in python.scm.

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
  (#set! sure) (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of}.0 / {by}"))
; Parts that are counted: the last of them may be smaller.
([(declaration declarator: (init_declarator declarator: (identifier) @_parts value: (binary_expression left: (_) @of operator: "/" right: (_) @by) @all))
  (assignment_expression left: [(identifier) (field_expression)] @_parts operator: "=" right: (binary_expression left: (_) @of operator: "/" right: (_) @by) @all)
  (function_definition declarator: (function_declarator declarator: (identifier) @_parts) body: (compound_statement (return_statement (binary_expression left: (_) @of operator: "/" right: (_) @by) @all)))]
  (#match? @_parts "(?i)(pages|chunks|batches|page_?count|chunk_?count|batch_?count|last_?page|trips|boxes)$") (#lacks? @of "[-+]|float|double") (#lacks? @by "^[12]$|float|double|sizeof|\\.")
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
; Comparing goes before joining bits.
((binary_expression left: [(identifier) (field_expression) (subscript_expression) (pointer_expression)] @one operator: ["&" "|" "^"] @how right: (binary_expression left: (_) @other operator: ["==" "!="] @as right: (_) @with)) @all
  (#set! why "`{as}` goes before `{how}`")
  (#set! @all replace "({one} {how} {other}) {as} {with}"))

; Loops that end too early, too late, or never.
((for_statement initializer: (declaration type: (_) @_type declarator: (init_declarator declarator: (identifier) @at value: (binary_expression left: (_) @count operator: "-" right: (number_literal) @_one) @from))
    condition: (binary_expression left: (identifier) @_at operator: ">=" right: (number_literal) @_zero) @until update: (update_expression argument: (identifier) operator: "--") @step)
  (#match? @_type "^(size_t|uint\\w*|unsigned.*|u(8|16|32|64|long))$") (#eq? @_one "1") (#eq? @_at @at) (#eq? @_zero "0")
  (#set! sure) (#set! why "`{at}` is never below 0")
  (#set! @from replace "{count}") (#set! @until replace "{at}-- > 0") (#set! @step replace ""))
((for_statement initializer: (assignment_expression left: (identifier) @at right: (binary_expression left: (_) @count operator: "-" right: (number_literal) @_one) @from)
    condition: (binary_expression left: (identifier) @_at operator: ">=" right: (number_literal) @_zero) @until update: (update_expression argument: (identifier) operator: "--") @step)
  (#eq? @_one "1") (#eq? @_at @at) (#eq? @_zero "0") (#holds? "\\b(size_t|uint\\w*|unsigned( int| long)?) {at}\\b") (#lacks? "\\b(int|long|ptrdiff_t|ssize_t|i32|i64|char|short)[^;(\\n]* {at}\\b")
  (#set! sure) (#set! why "`{at}` is never below 0")
  (#set! @from replace "{count}") (#set! @until replace "{at}-- > 0") (#set! @step replace ""))
((for_statement initializer: [(declaration declarator: (init_declarator value: (number_literal) @_zero)) (assignment_expression right: (number_literal) @_zero)]
    condition: (binary_expression left: (identifier) @at operator: "<" right: (binary_expression left: [(identifier) (field_expression) (call_expression)] @count operator: "-" right: (number_literal) @_one) @until)
    update: (update_expression operator: "++") body: (_) @body)
  (#eq? @_zero "0") (#eq? @_one "1") (#holds? @body "\\[{at}\\]")
  (#lacks? @body "\\b{at} ?\\+|[-+] ?{at}\\b|\\b{at} [=<>!]=? |\\+\\+{at}") (#lacks? "{count} ?- ?1\\]|[^<] {count} ?- ?1;|{count} ?- ?1\\)|== {count} ?- ?1")
  (#set! weak) (#set! why "the last one is left out")
  (#set! @until replace "{count}"))
((for_statement initializer: [(declaration declarator: (init_declarator value: (number_literal) @_zero)) (assignment_expression right: (number_literal) @_zero)]
    condition: (binary_expression left: (identifier) @at operator: "<=" @than right: [(identifier) (field_expression)] @count)
    update: (update_expression operator: "++") body: (_) @body)
  (#eq? @_zero "0") (#holds? @body "\\[{at}\\]") (#lacks? @body "\\b{at} ?[-+=<>!]")
  (#set! weak) (#set! why "the last of `{count}` is at `{count} - 1`")
  (#set! @than replace "<"))
; A search in halves that never ends, or that leaves one out.
((while_statement condition: (_ (binary_expression left: (identifier) @low operator: ["<" "<="] right: (identifier) @high))
    body: (compound_statement
      (declaration declarator: (init_declarator declarator: (identifier) @_middle value: (binary_expression) @_half))
      [(if_statement consequence: [(expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) (compound_statement . (expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) .)])
        (if_statement alternative: (else_clause [(expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) (compound_statement . (expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) .)]))
        (if_statement alternative: (else_clause (if_statement consequence: [(expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) (compound_statement . (expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) .)])))
        (if_statement alternative: (else_clause (if_statement alternative: (else_clause [(expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) (compound_statement . (expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) .)]))))]))
  (#eq? @_low @low) (#eq? @middle @_middle) (#holds? @_half "^(\\({low} ?\\+ ?{high}\\) ?(/ ?2|>> ?1)|{low} ?\\+ ?\\({high} ?- ?{low}\\) ?(/ ?2|>> ?1))$")
  (#set! why "the search never ends if `{low}` stays where it is")
  (#set! @middle replace "{middle} + 1"))
((while_statement condition: (_ (binary_expression left: (identifier) @low operator: "<" @than right: (identifier) @high)) body: (compound_statement) @body)
  (#holds? @body "= (\\({low} ?\\+ ?{high}\\) ?(/ ?2|>> ?1)|{low} ?\\+ ?\\({high} ?- ?{low}\\) ?/ ?2)") (#holds? @body "\\b{low} = \\w+ ?\\+ ?1") (#holds? @body "\\b{high} = \\w+ ?- ?1")
  (#set! why "the last one that is left is not looked at")
  (#set! @than replace "<="))
; A loop that is left in its first round.
((compound_statement [
    (for_statement body: (compound_statement (if_statement consequence: [(return_statement) (compound_statement (return_statement) .)] !alternative) . (return_statement) @return .) @body)
    (while_statement body: (compound_statement (if_statement consequence: [(return_statement) (compound_statement (return_statement) .)] !alternative) . (return_statement) @return .) @body)] . (return_statement) @next)
  (#lacks? @body "\\bcontinue;|\\bbreak;|goto ")
  (#set! why "the loop ends in its first round")
  (#set! @return replace "") (#set! @next replace "{return}"))
((compound_statement [
    (for_statement body: [(compound_statement . (if_statement condition: (_) @when consequence: [(return_statement) (compound_statement (return_statement) .)] @then alternative: (else_clause [(return_statement) @return (compound_statement . (return_statement) @return .)])) @if .)
      (if_statement condition: (_) @when consequence: [(return_statement) (compound_statement (return_statement) .)] @then alternative: (else_clause [(return_statement) @return (compound_statement . (return_statement) @return .)])) @if])
    (while_statement body: (compound_statement . (if_statement condition: (_) @when consequence: [(return_statement) (compound_statement (return_statement) .)] @then alternative: (else_clause [(return_statement) @return (compound_statement . (return_statement) @return .)])) @if .))] . (return_statement) @next)
  (#set! why "the loop ends in its first round")
  (#set! @if replace "if {when} {then}") (#set! @next replace "{return}"))
((compound_statement (for_statement update: (update_expression argument: (identifier) @at) body: (compound_statement (expression_statement) @_more . (return_statement) @return .) @body) . (return_statement) @next)
  (#lacks? @body "\\bcontinue;|\\bbreak;|goto |\\bif\\b") (#lacks? @return "\\b{at}\\b") (#holds? @_more "\\b{at}\\b")
  (#set! why "the loop ends in its first round")
  (#set! @return replace "") (#set! @next replace "{return}"))
; What is added up begins anew in each round.
((compound_statement (declaration declarator: (init_declarator declarator: (identifier) @name))
    [(for_statement body: (compound_statement . (expression_statement (assignment_expression left: (identifier) @_name operator: "=" right: (number_literal) @_zero)) @line) @body)
      (while_statement body: (compound_statement . (expression_statement (assignment_expression left: (identifier) @_name operator: "=" right: (number_literal) @_zero)) @line) @body)]
    (return_statement (_) @_returned))
  (#eq? @_name @name) (#match? @_zero "^0(\\.0)?$") (#holds? @_returned "\\b{name}\\b") (#holds? @body "\\b{name} ?([-+*]=|\\+\\+|= {name} ?[-+*])|\\+\\+{name}")
  (#set! why "`{name}` begins anew in each round")
  (#set! @line replace ""))

; What is taken out of a list while it is gone through by number lets the next one move up.
((for_statement condition: (_) @until update: (update_expression argument: (identifier) @at operator: "++")
    body: (_ (if_statement consequence: [
      (expression_statement (call_expression function: (identifier) @_remove arguments: (argument_list . (identifier) @all . (identifier) @index .)))
      (compound_statement (expression_statement (call_expression function: (identifier) @_remove arguments: (argument_list . (identifier) @all . (identifier) @index .))))]))) @loop
  (#eq? @index @at) (#match? @_remove "(^|_)(remove|delete|erase)(_at|_index)?$") (#holds? @until "^{at} (<|!=) {all}(->|\\.)(\\w+_)?(len|length|count|size|n)$")
  (#lacks? @loop "{at}--|--{at}|{all}, {at},|\\b{at} = {at} ?-|\\b{at} -= 1|\\bbreak;|\\breturn\\b|goto ")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @index replace "{index}--"))

; No room for the zero that ends a text; none written.
((call_expression function: (identifier) @_allocate arguments: (argument_list . (call_expression function: (identifier) @_length) @length .))
  (#eq? @_allocate "malloc") (#eq? @_length "strlen")
  (#set! why "there is no room for the zero that ends the text")
  (#set! @length replace "{length} + 1"))
((call_expression function: (identifier) @_allocate arguments: (argument_list . (binary_expression left: [(call_expression function: (identifier) @_length) (binary_expression right: (call_expression function: (identifier) @_length))] operator: "+" right: (call_expression function: (identifier) @_other)) @length .))
  (#eq? @_allocate "malloc") (#eq? @_length "strlen") (#eq? @_other "strlen") (#lacks? @length "\\b[1-9]\\b")
  (#set! why "there is no room for the zero that ends the text")
  (#set! @length replace "{length} + 1"))
((compound_statement
    [(declaration declarator: (init_declarator declarator: (pointer_declarator declarator: (identifier) @text) value: [(call_expression function: (identifier) @_allocate arguments: (argument_list . (identifier) @size .)) (cast_expression value: (call_expression function: (identifier) @_allocate arguments: (argument_list . (identifier) @size .)))]))
      (expression_statement (assignment_expression left: (identifier) @text right: (call_expression function: (identifier) @_allocate arguments: (argument_list . (identifier) @size .))))]
    (expression_statement (assignment_expression left: (_ argument: (identifier) @_text (identifier) @_size))))
  (#eq? @_allocate "malloc") (#eq? @_text @text) (#eq? @_size @size) (#lacks? "\\b{size}(--| -= |\\+\\+)|--{size}|(?s:malloc\\({size}\\).*[;{}]\\s*{size} = )")
  (#set! sure) (#set! why "there is no room for the zero that ends the text")
  (#set! @size replace "{size} + 1"))
; Room is counted in bytes, and what a pointer takes is not what it points to.
((declaration type: (_) @_type declarator: (init_declarator declarator: (pointer_declarator declarator: (identifier) @name) value: [
    (call_expression function: (identifier) @_allocate arguments: (argument_list . [(identifier) (field_expression)] @count .))
    (cast_expression value: (call_expression function: (identifier) @_allocate arguments: (argument_list . [(identifier) (field_expression)] @count .)))]))
  (#eq? @_allocate "malloc") (#not-match? @_type "(?i)char|void|byte|u8|uint8_t|int8_t|bool") (#not-match? @count "(?i)size|bytes|len|sz|nb|room|alloc")
  (#set! why "room is counted in bytes")
  (#set! @count replace "{count} * sizeof(*{name})"))
((declaration type: (_) @_type declarator: (init_declarator declarator: (pointer_declarator declarator: (identifier) @name) value: [
    (call_expression function: (identifier) @_allocate arguments: (argument_list . (binary_expression) @count .))
    (cast_expression value: (call_expression function: (identifier) @_allocate arguments: (argument_list . (binary_expression) @count .)))]))
  (#eq? @_allocate "malloc") (#not-match? @_type "(?i)char|void|byte|u8|uint8_t|int8_t|bool") (#not-match? @count "(?i)size|bytes|len|sz|nb|room|alloc|<<")
  (#set! why "room is counted in bytes")
  (#set! @count replace "({count}) * sizeof(*{name})"))
((assignment_expression left: [(identifier) @_name (field_expression field: (_) @_name)] @of right: [
    (call_expression function: (identifier) @_allocate arguments: (argument_list . [(identifier) (field_expression) (binary_expression operator: "*")] @count .))
    (call_expression function: (identifier) @_allocate arguments: (argument_list . (_) . [(identifier) (field_expression) (binary_expression operator: "*")] @count .))])
  (#any-of? @_allocate "malloc" "realloc") (#not-match? @count "(?i)size|bytes|len|sz|nb|room|alloc") (#holds? "\\b(int|long|double|float|short|struct \\w+|size_t|u?int(16|32|64)_t|char \\*) ?\\*{_name};")
  (#set! why "room is counted in bytes")
  (#set! @count replace "{count} * sizeof(*{of})"))
((init_declarator declarator: (pointer_declarator declarator: (identifier) @name) value: [
    (call_expression function: (identifier) @_allocate arguments: (argument_list (sizeof_expression value: (parenthesized_expression (identifier) @of))))
    (call_expression function: (identifier) @_allocate arguments: (argument_list (binary_expression (sizeof_expression value: (parenthesized_expression (identifier) @of)))))
    (cast_expression value: (call_expression function: (identifier) @_allocate arguments: (argument_list (sizeof_expression value: (parenthesized_expression (identifier) @of)))))])
  (#any-of? @_allocate "malloc" "calloc") (#eq? @of @name)
  (#set! sure) (#set! why "`sizeof({name})` is the size of the pointer")
  (#set! @of replace "*{of}"))
((call_expression function: (identifier) @_fill arguments: (argument_list . (identifier) @_name . (_) . (sizeof_expression value: (parenthesized_expression (identifier) @of)) .))
  (#any-of? @_fill "memset" "memcpy" "memmove") (#eq? @of @_name) (#holds? "\\*( ?const)? ?{of}[,);=\\s]") (#lacks? "\\b{of}\\[[^\\]]*\\](\\[[^\\]]*\\])*\\s*[;=,)]|\\b(int|long|\\w+_t|struct \\w+|[A-Z]\\w*) {of}( =|[;,)])|[\\w,] \\*{of}\\[")
  (#set! why "`sizeof({of})` is the size of the pointer")
  (#set! @of replace "*{of}"))
((expression_statement (call_expression function: (identifier) @_allocate arguments: (argument_list . [(identifier) (field_expression) (pointer_expression) (subscript_expression)] @of . (_) .)) @call)
  (#eq? @_allocate "realloc")
  (#set! sure) (#set! why "what `realloc` gives may lie in another place")
  (#set! @call replace "{of} = {call}"))
; What was given back is looked at.
((compound_statement (expression_statement (call_expression function: (identifier) @_free arguments: (argument_list . (_) @one .))) @free
    . (expression_statement (assignment_expression left: (_) @_to right: (field_expression argument: (_) @_of) @next)))
  (#eq? @_free "free") (#eq? @_to @one) (#eq? @_of @one)
  (#set! why "`{one}` is looked at after it was given back")
  (#set! @free replace "void *behind = {next};\nfree({one});") (#set! @next replace "behind"))
((for_statement update: (assignment_expression left: (identifier) @one right: (field_expression argument: (identifier) @_of) @next)
    body: (compound_statement (expression_statement (call_expression function: (identifier) @_free arguments: (argument_list . (identifier) @_one .))) @free .)) @loop
  (#eq? @_free "free") (#eq? @_one @one) (#eq? @_of @one)
  (#set! why "`{one}` is looked at after it was given back")
  (#set! @loop before "void *behind = 0;") (#set! @next replace "behind") (#set! @free before "behind = {next};"))
((for_statement update: (assignment_expression left: (identifier) @one right: (field_expression argument: (identifier) @_of) @next)
    body: (expression_statement (call_expression function: (identifier) @_free arguments: (argument_list . (identifier) @_one .))) @free) @loop
  (#eq? @_free "free") (#eq? @_one @one) (#eq? @_of @one)
  (#set! why "`{one}` is looked at after it was given back")
  (#set! @loop before "void *behind = 0;") (#set! @next replace "behind") (#set! @free replace "{\n\tbehind = {next};\n\tfree({one});\n}"))
; What is made in a function is gone when it returns.
((function_definition declarator: (pointer_declarator) body: (compound_statement
    (declaration . type: (_) declarator: [(array_declarator declarator: (identifier) @name size: (_) @_size) (init_declarator declarator: (array_declarator declarator: (identifier) @name size: (_) @_size))]) @line
    (return_statement (identifier) @_returned)))
  (#eq? @_returned @name) (#match? @_size "^[0-9A-Z_+* ]+$") (#lacks? @line "^static")
  (#set! why "`{name}` is gone when the function returns")
  (#set! @line replace "static {line}"))
((expression_statement (call_expression function: (identifier) @_copy arguments: (argument_list . (_) @to . (_) . (_) @size .))) @line
  (#eq? @_copy "strncpy")
  (#set! why "a text as long as the room for it has no zero at its end")
  (#set! @line after "{to}[{size} - 1] = '\\0';"))
; The end of the input is no character.
(declaration type: (primitive_type) @type declarator: [(identifier) @name (init_declarator declarator: (identifier) @name)]
  (#eq? @type "char") (#holds? "\\b{name} = (fgetc|getc|getchar)\\(")
  (#set! why "the end of the input is no character")
  (#set! @type replace "int"))
; A text that is put together sign by sign has no zero at its end.
((compound_statement [
    (for_statement body: [(compound_statement [
        (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++"))))
        (if_statement consequence: [(expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))) (compound_statement (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))))])])
      (if_statement consequence: [(expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))) (compound_statement (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))))])])
    (while_statement body: (compound_statement [
        (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++"))))
        (if_statement consequence: [(expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))) (compound_statement (expression_statement (assignment_expression left: (_ argument: (identifier) @to (update_expression argument: (identifier) @at operator: "++")))))])]))] @loop) @body
  (#holds? "\\bchar \\*?{to}\\b(\\[[^\\]]*\\])?[;,)=\\s]") (#lacks? @body "\\b{to}\\[[^\\]]*\\] = ('\\\\0'|0;|'\\\\x00')|\\*{to} = |memset\\({to}|calloc|= \\{|'\\\\0'|\\b{at}--|--{at}|\\b{to}\\[[^\\]]*\\] = 0") (#lacks? @to "(?i)stack|bytes|hex_?bytes|raw")
  (#holds? @body "return {to};|strlen\\({to}|puts\\({to}|strdup\\({to}|printf\\([^;]*\\b{to}\\b|str\\w+\\([^;]*\\b{to}\\b|^[^;]*$|\\}\\s*\\}$") (#lacks? @body "\\w+\\({to}, {at}|, {at}\\)|return {at};|\\*\\w+ = {at};|->\\w+ = {at};")
  (#set! why "the text has no zero at its end")
  (#set! @loop after "{to}[{at}] = '\\0';"))
((compound_statement (declaration type: (_) @_type declarator: (array_declarator declarator: (identifier) @text size: (_) @_size) @all)) @_body
  (#eq? @_type "char") (#match? @_size "^[0-9A-Z_+* ]+$") (#holds? @_body "strn?cat\\({text},") (#lacks? @_body "(strn?cpy|snprintf|sprintf|fgets|memset|memcpy|strlcpy|read|scanf|gets)\\([^;]*\\b{text}\\b|\\b{text}\\[[^\\]]*\\] = |\\*{text} = |\\((&?{text}|&{text}\\[0\\])(,|\\))[^;]*;[^;]*strn?cat\\({text}|goto |[A-Z_]{4,}\\({text}")
  (#set! sure) (#set! why "`{text}` has no text at first")
  (#set! @all replace "{all} = \"\""))
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
; What is read needs a place.
((call_expression function: (identifier) @_scan arguments: (argument_list . (string_literal) @_format . (identifier) @to .))
  (#eq? @_scan "scanf") (#match? @_format "^\"\\s*%l*[diuf]") (#holds? "\\b(int|long|float|double|unsigned)( [^;*]*)? {to}[;,= ]") (#lacks? "\\*\\s*{to}\\b[,;)]")
  (#set! sure) (#set! why "`scanf` needs the place of `{to}`")
  (#set! @to replace "&{to}"))
; Two texts may be equal and lie in two places.
((binary_expression left: (_) @one operator: "==" right: (string_literal) @other) @all
  (#lacks? "std::|#include <string>")
  (#set! why "`==` asks whether it is the same place")
  (#set! @all replace "strcmp({one}, {other}) == 0"))
((if_statement condition: (_ (call_expression function: (identifier) @_compare) @all))
  (#any-of? @_compare "strcmp" "strncmp" "strcasecmp" "memcmp")
  (#set! weak) (#set! why "texts that are equal give 0")
  (#set! @all replace "{all} == 0"))
; One side is made alike, the other is not.
((binary_expression left: (call_expression function: (identifier) @lower arguments: (argument_list . (_) @_one .)) operator: ["==" "!="] right: [(subscript_expression) (pointer_expression) (identifier) (field_expression)] @other)
  (#any-of? @lower "tolower" "toupper") (#lacks? "to(lower|upper)\\((\\([a-z ]+\\) ?)?{other}|\\b{other} = ") (#lacks? @other "(?i:lower|upper|low|up)|^[A-Z]")
  (#set! why "`{other}` is not made alike before both are compared")
  (#set! @other replace "{lower}({other})"))
((binary_expression left: [(subscript_expression) (pointer_expression) (identifier) (field_expression)] @other operator: ["==" "!="] right: (call_expression function: (identifier) @lower arguments: (argument_list . (_) @_one .)))
  (#any-of? @lower "tolower" "toupper") (#lacks? "to(lower|upper)\\((\\([a-z ]+\\) ?)?{other}|\\b{other} = ") (#lacks? @other "(?i:lower|upper|low|up)|^[A-Z]")
  (#set! why "`{other}` is not made alike before both are compared")
  (#set! @other replace "{lower}({other})"))
; What is to begin anew with each call keeps its value.
((function_definition body: (compound_statement (declaration . (storage_class_specifier) @static . (_) @_type declarator: (_) @name) @_whole))
  (#eq? @static "static") (#lacks? @_whole "\\bconst\\b")
  (#set! weak) (#set! why "`{name}` keeps its value from one call to the next")
  (#set! @static replace ""))

; A value is given where one is asked for.
((if_statement condition: (_ (assignment_expression left: (_) @one operator: "=" right: (_) @other) @all))
  (#set! why "`=` gives a value, and does not compare")
  (#set! @all replace "{one} == {other}"))
; One case runs on into the next.
((case_statement [(expression_statement) (if_statement) (for_statement) (while_statement)] @last .)
  (#set! weak) (#set! why "the case runs on into the next one")
  (#set! @last after "break;"))

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

; What stands in a macro is put as it is where the macro is used.
((preproc_function_def parameters: (preproc_params . (identifier) @x .) value: (preproc_arg) @value)
  (#holds? @value "^\\s*(\\(?{x} ?\\* ?{x}\\)?|\\({x}\\) ?\\* ?\\({x}\\))\\s*$")
  (#set! sure) (#set! why "what is handed to the macro, and the whole of it, needs parentheses")
  (#set! @value replace "(({x}) * ({x}))"))
((preproc_function_def parameters: (preproc_params . (identifier) @x .) value: (preproc_arg) @value)
  (#holds? @value "^\\s*\\(?{x} ?\\* ?{x} ?\\* ?{x}\\)?\\s*$")
  (#set! sure) (#set! why "what is handed to the macro, and the whole of it, needs parentheses")
  (#set! @value replace "(({x}) * ({x}) * ({x}))"))
((preproc_function_def parameters: (preproc_params . (identifier) @x . (identifier) @y .) value: (preproc_arg) @value)
  (#holds? @value "^\\s*(\\({x}\\)|{x}) ?>=? ?(\\({y}\\)|{y}) ?\\? ?(\\({x}\\)|{x}) ?: ?(\\({y}\\)|{y})\\s*$|^\\s*\\({x} ?>=? ?{y} ?\\? ?{x} ?: ?{y}\\)\\s*$")
  (#set! sure) (#set! why "what is handed to the macro, and the whole of it, needs parentheses")
  (#set! @value replace "(({x}) > ({y}) ? ({x}) : ({y}))"))
((preproc_function_def parameters: (preproc_params . (identifier) @x . (identifier) @y .) value: (preproc_arg) @value)
  (#holds? @value "^\\s*(\\({x}\\)|{x}) ?<=? ?(\\({y}\\)|{y}) ?\\? ?(\\({x}\\)|{x}) ?: ?(\\({y}\\)|{y})\\s*$|^\\s*\\({x} ?<=? ?{y} ?\\? ?{x} ?: ?{y}\\)\\s*$")
  (#set! sure) (#set! why "what is handed to the macro, and the whole of it, needs parentheses")
  (#set! @value replace "(({x}) < ({y}) ? ({x}) : ({y}))"))
((preproc_function_def parameters: (preproc_params . (identifier) @x . (identifier) @y .) value: (preproc_arg) @value)
  (#holds? @value "^\\s*(\\({x} ?\\* ?{y}\\)|{x} ?\\* ?{y}|\\({x}\\) ?\\* ?\\({y}\\))\\s*$")
  (#set! why "what is handed to the macro, and the whole of it, needs parentheses")
  (#set! @value replace "(({x}) * ({y}))"))
((preproc_function_def parameters: (preproc_params . (identifier) @x . (identifier) @y .) value: (preproc_arg) @value)
  (#holds? @value "^\\s*({x} ?\\+ ?{y}|\\({x}\\) ?\\+ ?\\({y}\\))\\s*$")
  (#set! sure) (#set! why "what is handed to the macro, and the whole of it, needs parentheses")
  (#set! @value replace "(({x}) + ({y}))"))
([(preproc_function_def value: (preproc_arg) @value) (preproc_def value: (preproc_arg) @value)]
  (#match? @value "^\\s*\\w+ ?[-+*/] ?(\\w+|\\(\\w+\\))\\s*$") (#not-match? @value "[0-9]e-|^\\s*n/a")
  (#set! why "the whole of the macro needs parentheses")
  (#set! @value replace "({value})"))

; What was gathered last is left out.
([(for_statement body: (compound_statement (if_statement consequence: (compound_statement
    . (_)+ @emit . (expression_statement (assignment_expression left: (identifier) @count operator: "=" right: (number_literal) @_zero)) .))))
  (while_statement body: (compound_statement (if_statement consequence: (compound_statement
    . (_)+ @emit . (expression_statement (assignment_expression left: (identifier) @count operator: "=" right: (number_literal) @_zero)) .))))] @loop
  (#eq? @_zero "0") (#holds? @emit "\\b{count}\\b") (#holds? @emit "\\w\\(|\\+\\+\\]") (#lacks? @emit "\\b(if|for|while|break|return|continue|goto)\\b|\\b{count}\\+\\+|{count} [-+]=|\\berror") (#holds? @loop "\\[{count}\\+\\+\\] = |\\b{count} \\+= |\\b{count}\\+\\+") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last is left out")
  (#set! @loop after "if ({count} > 0) {\n\t{emit}\n}"))
([(for_statement body: (compound_statement (if_statement consequence: (compound_statement
    . (if_statement condition: (_) @_some consequence: (compound_statement (expression_statement) . (expression_statement (assignment_expression left: (identifier) @count operator: "=" right: (number_literal) @_zero)) .) @emit !alternative) @flush .))))
  (while_statement body: (compound_statement (if_statement consequence: (compound_statement
    . (if_statement condition: (_) @_some consequence: (compound_statement (expression_statement) . (expression_statement (assignment_expression left: (identifier) @count operator: "=" right: (number_literal) @_zero)) .) @emit !alternative) @flush .))))] @loop
  (#eq? @_zero "0") (#holds? @_some "^\\({count} (> 0|!= 0)\\)$|^\\({count}\\)$") (#holds? @loop "\\[{count}\\+\\+\\] = |\\b{count} \\+= ") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last is left out")
  (#set! @loop after "{flush}"))

; One value is put into two places, and another nowhere.
((function_definition declarator: (_ parameters: (parameter_list (parameter_declaration declarator: (identifier) @name)))
    body: (compound_statement (expression_statement (assignment_expression left: (field_expression field: (_) @_field) operator: "=" right: (identifier) @value))) @body)
  (#eq? @_field @name) (#not-eq? @value @name) (#lacks? @body "(^|[^.>\\w]){name}\\b") (#holds? @body "(?s) = {value};.* = {value};")
  (#set! sure) (#set! why "`{value}` is put where `{name}` is meant")
  (#set! @value replace "{name}"))
; An order says which comes first, and whether none does.
((function_definition declarator: (_ declarator: (identifier) @_name parameters: (parameter_list) @_parameters) body: (compound_statement (return_statement (binary_expression left: (_) @one operator: ">" right: (_) @other) @all)))
  (#match? @_name "(?i)cmp|compare|comparator|^by_|order") (#match? @_parameters "const void ?\\*")
  (#set! why "what comes first gives a number below 0")
  (#set! @all replace "({one} > {other}) - ({one} < {other})"))
((function_definition declarator: (_ declarator: (identifier) @_name parameters: (parameter_list) @_parameters) body: (compound_statement (return_statement (binary_expression left: (_) @one operator: "<" right: (_) @other) @all)))
  (#match? @_name "(?i)cmp|compare|comparator|^by_|order") (#match? @_parameters "const void ?\\*")
  (#set! why "what comes first gives a number below 0")
  (#set! @all replace "({one} < {other}) - ({one} > {other})"))
; A lock that is not given back.
((compound_statement
    (expression_statement (call_expression function: (identifier) @_lock arguments: (argument_list . (_) @mutex .)))
    (if_statement consequence: (compound_statement (return_statement) @return .) @_early !alternative)
    (expression_statement (call_expression function: (identifier) @_unlock arguments: (argument_list . (_) @_mutex .))))
  (#eq? @_lock "pthread_mutex_lock") (#eq? @_unlock "pthread_mutex_unlock") (#eq? @_mutex @mutex) (#lacks? @_early "unlock")
  (#set! why "the lock is not given back where it is returned early")
  (#set! @return before "pthread_mutex_unlock({mutex});"))
((compound_statement
    (expression_statement (call_expression function: (identifier) @_lock arguments: (argument_list . (_) @mutex .)))
    (if_statement consequence: (return_statement) @return !alternative)
    (expression_statement (call_expression function: (identifier) @_unlock arguments: (argument_list . (_) @_mutex .))))
  (#eq? @_lock "pthread_mutex_lock") (#eq? @_unlock "pthread_mutex_unlock") (#eq? @_mutex @mutex)
  (#set! why "the lock is not given back where it is returned early")
  (#set! @return replace "{\n\tpthread_mutex_unlock({mutex});\n\t{return}\n}"))
