# Runs the program and compares what it prints.
failed=0
printf 'a\nx\nb\nc\nx\nd\nx\ne\nf\ng\nx\n' > input.txt

# expect CODE OUTPUT ARGUMENT...: the output is a format of printf.
expect() {
    code=$1
    printf "$2" > expected.txt
    shift 2
    java -cp out finder.Main "$@" < input.txt > printed.txt 2> complaint.txt
    if [ $? -ne "$code" ] || ! cmp -s printed.txt expected.txt; then
        echo "wrong: $*"
        cat printed.txt
        failed=1
    fi
    if [ "$code" -eq 2 ] && [ ! -s complaint.txt ]; then
        echo "no message: $*"
        failed=1
    fi
}

expect 0 '2:x\n5:x\n7:x\n11:x\n' x
expect 0 '2:x\n5:x\n7:x\n11:x\n' --context 0 x
expect 0 '1-a\n2:x\n3-b\n4-c\n5:x\n6-d\n7:x\n8-e\n--\n10-g\n11:x\n' --context 1 x
expect 0 '1-a\n2:x\n3-b\n4-c\n5:x\n6-d\n7:x\n8-e\n9-f\n10-g\n11:x\n' x --context 2
expect 0 '1:a\n2-x\n' a --context 1
expect 0 '3:b\n' b
expect 0 '1-a\n2-x\n3:b\n4-c\n5-x\n6-d\n7-x\n8-e\n9-f\n10-g\n11-x\n' --context 50 b
expect 1 '' --context 3 nothing
expect 2 '' x --context
expect 2 '' x --context -1
expect 2 '' --context x
expect 2 '' --context x x
expect 2 '' --other x
expect 2 '' x y
expect 2 ''
exit $failed
