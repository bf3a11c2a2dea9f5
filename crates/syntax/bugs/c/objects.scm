; It does so beside a number that can have some.
([(binary_expression left: [(identifier) @_beside (field_expression field: (_) @_beside) (parenthesized_expression (binary_expression left: (identifier) @_beside))] right: (parenthesized_expression (binary_expression left: (number_literal) @of operator: "/" right: (number_literal) @by) @all))
  (binary_expression left: [(binary_expression left: (number_literal) @of operator: "/" right: (number_literal) @by) @all (parenthesized_expression (binary_expression left: (number_literal) @of operator: "/" right: (number_literal) @by) @all)] right: [(identifier) @_beside (field_expression field: (_) @_beside) (parenthesized_expression (binary_expression left: (identifier) @_beside))])]
  (#match? @all "^(9 ?/ ?5|5 ?/ ?9|[12] ?/ ?3|1 ?/ ?[24]|3 ?/ ?[24]|[1-4] ?/ ?5)$") (#lacks? "#(el)?if[^\\n]*{all}")
  (#holds? "\\b(double|float) (\\w+, )*{_beside}\\b") (#lacks? "\\b(int|long|short|char|unsigned|\\w+_t) (\\w+, )*{_beside}\\b")
  (#set! sure) (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of}.0 / {by}"))

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
((declaration type: (_) @_type declarator: (init_declarator declarator: (pointer_declarator declarator: (identifier) @name) value: [
    (call_expression function: (identifier) @_allocate arguments: (argument_list (sizeof_expression value: (parenthesized_expression (identifier) @of))))
    (call_expression function: (identifier) @_allocate arguments: (argument_list (binary_expression (sizeof_expression value: (parenthesized_expression (identifier) @of)))))
    (cast_expression value: (call_expression function: (identifier) @_allocate arguments: (argument_list (sizeof_expression value: (parenthesized_expression (identifier) @of)))))]))
  (#any-of? @_allocate "malloc" "calloc") (#eq? @of @name) (#not-match? @_type "^(void|char|unsigned char|signed char|bool|u?int8_t)$")
  (#set! sure) (#set! why "`sizeof({name})` is the size of the pointer")
  (#set! @of replace "*{of}"))
((call_expression function: (identifier) @_fill arguments: (argument_list . (identifier) @_name . (_) . (sizeof_expression value: (parenthesized_expression (identifier) @of)) .))
  (#any-of? @_fill "memset" "memcpy" "memmove") (#eq? @of @_name) (#holds? "\\*( ?const)? ?{of}[,);=\\s]") (#lacks? "\\b{of}\\[[^\\]]*\\](\\[[^\\]]*\\])*\\s*[;=,)]|\\b(int|long|\\w+_t|struct \\w+|[A-Z]\\w*) {of}( =|[;,)])|[\\w,] \\*{of}\\[")
  (#set! why "`sizeof({of})` is the size of the pointer")
  (#set! @of replace "*{of}"))
((expression_statement (call_expression function: (identifier) @_allocate arguments: (argument_list . [(identifier) (field_expression)] @of . (_) @_size .)) @call)
  (#eq? @_allocate "realloc") (#not-eq? @_size "0") (#lacks? @of "\\(|\\+\\+|--") (#lacks? "::|\\b(class|template|namespace|nullptr|static_cast|new \\w+)\\b|#include <\\w+>")
  (#set! sure) (#set! why "what `realloc` gives may lie in another place")
  (#set! @call replace "{of} = {call}"))

; What was given back is looked at. (In C++, what a `void *` points to has to be said.)
((compound_statement (expression_statement (call_expression function: (identifier) @_free arguments: (argument_list . (_) @one .))) @both
    . (expression_statement (assignment_expression left: (_) @_to operator: "=" right: (field_expression argument: (_) @_of) @next)) @both)
  (#eq? @_free "free") (#eq? @_to @one) (#eq? @_of @one) (#lacks? "::|\\b(class|template|namespace|nullptr|static_cast|new \\w+)\\b|#include <\\w+>")
  (#set! sure) (#set! why "`{one}` is looked at after it was given back")
  (#set! @both replace "{\n\tvoid *behind = {next};\n\tfree({one});\n\t{one} = behind;\n}"))
((for_statement update: (assignment_expression left: (identifier) @one operator: "=" right: (field_expression argument: (identifier) @_of) @next) @step
    body: (compound_statement (expression_statement (call_expression function: (identifier) @_free arguments: (argument_list . (identifier) @_one .))) @free .) @_body)
  (#eq? @_free "free") (#eq? @_one @one) (#eq? @_of @one) (#lacks? @_body "\\b(continue|goto)\\b") (#lacks? "::|\\b(class|template|namespace|nullptr|static_cast|new \\w+)\\b|#include <\\w+>")
  (#set! sure) (#set! why "`{one}` is looked at after it was given back")
  (#set! @step replace "") (#set! @free replace "void *behind = {next};\nfree({one});\n{one} = behind;"))
((for_statement update: (assignment_expression left: (identifier) @one operator: "=" right: (field_expression argument: (identifier) @_of) @next) @step
    body: (expression_statement (call_expression function: (identifier) @_free arguments: (argument_list . (identifier) @_one .))) @free)
  (#eq? @_free "free") (#eq? @_one @one) (#eq? @_of @one) (#lacks? "::|\\b(class|template|namespace|nullptr|static_cast|new \\w+)\\b|#include <\\w+>")
  (#set! sure) (#set! why "`{one}` is looked at after it was given back")
  (#set! @step replace "") (#set! @free replace "{\n\tvoid *behind = {next};\n\tfree({one});\n\t{one} = behind;\n}"))

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

; What is read needs a place.
((call_expression function: (identifier) @_scan arguments: (argument_list . (string_literal) @_format . (identifier) @to .))
  (#eq? @_scan "scanf") (#match? @_format "^\"\\s*%l*[diuf]") (#holds? "\\b(int|long|float|double|unsigned)( [^;*]*)? {to}[;,= ]") (#lacks? "\\*\\s*{to}\\b ?[,;)=]|\\b{to} ?\\[")
  (#set! sure) (#set! why "`scanf` needs the place of `{to}`")
  (#set! @to replace "&{to}"))

; What is to begin anew with each call keeps its value.
((function_definition body: (compound_statement (declaration . (storage_class_specifier) @static . (_) @_type declarator: (_) @name) @_whole))
  (#eq? @static "static") (#lacks? @_whole "\\bconst\\b")
  (#set! weak) (#set! why "`{name}` keeps its value from one call to the next")
  (#set! @static replace ""))

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
  (#holds? @value "^\\s*(\\({x} ?\\* ?{y}\\)|{x} \\* {y}|{x}\\*{y}|\\({x}\\) ?\\* ?\\({y}\\))\\s*$") (#not-match? @x "(?i)type|struct|class|^t$")
  (#set! sure) (#set! why "what is handed to the macro, and the whole of it, needs parentheses")
  (#set! @value replace "(({x}) * ({y}))"))
((preproc_function_def parameters: (preproc_params . (identifier) @x . (identifier) @y .) value: (preproc_arg) @value)
  (#holds? @value "^\\s*({x} ?\\+ ?{y}|\\({x}\\) ?\\+ ?\\({y}\\))\\s*$")
  (#set! sure) (#set! why "what is handed to the macro, and the whole of it, needs parentheses")
  (#set! @value replace "(({x}) + ({y}))"))
([(preproc_function_def value: (preproc_arg) @value) (preproc_def value: (preproc_arg) @value)]
  (#match? @value "^\\s*\\w+ ?[-+*/] ?(\\w+|\\(\\w+\\))\\s*$") (#not-match? @value "[0-9]e-|^\\s*n/a")
  (#set! why "the whole of the macro needs parentheses")
  (#set! @value replace "({value})"))

; One value is put into two places, and another nowhere.
((function_definition declarator: (_ parameters: (parameter_list (parameter_declaration declarator: (identifier) @name)))
    body: (compound_statement (expression_statement (assignment_expression left: (field_expression field: (_) @_field) operator: "=" right: (identifier) @value))) @body)
  (#eq? @_field @name) (#not-eq? @value @name) (#lacks? @body "(^|[^.>\\w]){name}\\b") (#holds? @body "(->|\\.){value} = {value};")
  (#set! sure) (#set! why "`{value}` is put where `{name}` is meant")
  (#set! @value replace "{name}"))

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
