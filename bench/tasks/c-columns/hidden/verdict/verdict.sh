# Runs the program and compares what it prints.
failed=0

# expect INPUT OUTPUT ARGUMENT...: the texts are formats of printf.
expect() {
    printf "$1" > input.txt
    printf "$2" > expected.txt
    shift 2
    if ! ./columns.out "$@" < input.txt > printed.txt || ! cmp -s printed.txt expected.txt; then
        echo "wrong: columns $*"
        failed=1
    fi
}

# refuse ARGUMENT...
refuse() {
    ./columns.out "$@" < /dev/null > printed.txt 2> complaint.txt
    if [ $? -ne 2 ] || [ ! -s complaint.txt ]; then
        echo "not refused: columns $*"
        failed=1
    fi
}

expect 'a\tb\tc\n1\t2\n' 'c\ta\n\t1\n' 3,1
expect 'a;b c;d\n' 'd;b c\n' -d ';' 3,2
expect 'a,b,c\n\nx\n' 'b,b\n,\n,\n' -d , 2,2
expect 'a\tb\n' 'b\n' -d '\t' 2
expect 'a b\tc' 'b\tc\n' -d ' ' 2
expect 'a-b-c\n' 'c-a\n' -d - 3,1
expect 'a;b\n' 'a;b\n' 1
refuse -d
refuse -d ';' 
refuse -d ';;' 1
refuse -d '' 1
refuse -d '\n' 1
refuse 0
refuse
refuse 1 2
exit $failed
