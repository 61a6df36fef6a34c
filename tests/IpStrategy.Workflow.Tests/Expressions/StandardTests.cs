using System.Text.Json;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

/// <summary>
/// The examples of DMN 1.5, clause 10.3, and what its tables say of the cases between them: an expression and its value as JSON.
/// </summary>
public sealed class StandardTests
{
    private const string Conversionsandoperators = """"
        date("2012-12-25") – date("2012-12-24") ~> null
        date("2012-12-25") - date("2012-12-24") = duration("P1D") ~> true
        date( date and time("2012-12-25T11:00:00Z")) = date("2012-12-25") ~> true
        date (2012, 12, 25) = date("2012-12-25") ~> true
        date and time ("2012-12-24T23:59:00") = date and time (date("2012-12-24"), time ("23:59:00")) ~> true
        date and time("2012-12-24T23:59:00") + duration("PT1M") = date and time("2012-12-25T00:00:00") ~> true
        time("23:59:00z") + duration("PT2M") = time("00:01:00@Etc/UTC") ~> true
        time( date and time("2012-12-25T11:00:00Z")) = time("11:00:00Z") ~> true
        time ("23:59:00z") = time (23, 59, 0, duration("PT0H")) ~> true
        number("1 000,0", " ", ",") = number("1,000.0", ",", ".") ~> true
        string(1.1) ~> "1.1"
        string(null) ~> null
        date and time("2012-12-24T23:59:00") - date and time("2012-12-22T03:45:00") = duration("P2DT20H14M") ~> true
        duration("P2Y2M") = duration("P26M") ~> true
        years and months duration (date("2011-12-22"), date("2013-08-24") ) = duration("P1Y8M") ~> true
        range("[18..21)") = [18..21) ~> true
        is(range("[2..)"), >=2) ~> true
        is(range("(..2)"), <2) ~> true
        range("") ~> null
        range("[..]") ~> null
        range("[..2]") ~> null
        range("(..2]") ~> "(<=2)"
        range("[2..]") ~> null
        range("[2..[") ~> "(>=2)"
        range("]2..3[") ~> "(2..3)"
        range("[\"a\"..\"c\"]") ~> "[\"a\"..\"c\"]"
        range("[@\"2020-01-01\"..date(\"2020-02-01\")]") ~> "[@\"2020-01-01\"..@\"2020-02-01\"]"
        range("[3..1]") ~> null
        1 in [2,3,1] ~> true
        1 in [[2,3,1]] ~> false
        1 in ([[2,3,1]]) ~> false
        2 in [[1..3], 5] ~> true
        not([true]) ~> false
        not([true, false]) ~> null
        1 + /* 2 */ 3 ~> 4
        1 /* 2 ~> null
        [3..1] ~> null
        [1..null] ~> null
        5 in [1..null] ~> null
        5 in [null..7] ~> null
        substring("foobar",3) ~> "obar"
        substring("foobar",3,3) ~> "oba"
        substring("foobar", -2, 1) ~> "a"
        substring("\U01F40Eab", 2) ~> "ab"
        string length("\U01F40Eab") ~> 3
        replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") ~> "[1=ab][2=]cd"
        split( "John Doe", "\\s" ) ~> ["John", "Doe"]
        split( "a;b;c;;", ";" ) ~> ["a", "b", "c", "", ""]
        string join(["a",null,"c"], "X") ~> "aXc"
        string join([], "X") ~> ""
        string join(["a"], "X", "Y") ~> null
        modulo(10.1, 4.5) ~> 1.1
        modulo(-10.1, 4.5) ~> 3.4
        modulo(10.1, -4.5) ~> -3.4
        modulo(-10.1, -4.5) ~> -1.1
        floor(-1.56, 1) ~> -1.6
        floor(1.5, null) ~> null
        ceiling(-1.56, 1) ~> -1.5
        ceiling(1.5, null) ~> null
        round half down (-1.126, 2) ~> -1.13
        round up(5.5) ~> null
        is(time("23:00:50z"), time("23:00:50")) ~> false
        is(time("23:00:50z"), time("23:00:50+00:00")) ~> true
        is(date("2012-12-25"), time("23:00:50")) ~> false
        get value ({key1 : "value1"}, "unexistent-key") ~> null
        context([{key:"a", value:1}, {key:"b", value:2, something: "else"}]) ~> {"a": 1, "b": 2}
        context put({x:1, y:0, z:0}, "y", 2) ~> {"x": 1, "y": 2, "z": 0}
        context put({x:1}, ["y"], 2) ~> {"x": 1, "y": 2}
        context put({x:1, y: {a: 0} }, ["y", "a"], 2) ~> {"x": 1, "y": {"a": 2}}
        context put({x:1, y: {a: 0} }, [], 2) ~> null
        context put({x:1}, ["y", "a"], 2) ~> null
        context merge([{x:1, y:0}, {y:2}]) ~> {"x": 1, "y": 2}
        [123] instance of list<number> ~> true
        123 instance of list ~> null
        [1] instance of list ~> null
        {} instance of context ~> null
        sum instance of function ~> null
        -1 instance of number ~> true
        - 1 instance of number ~> true
        -4 ** 2 ~> 16
        2 ** 3 ** 2 ~> 64
        1.2e3 ~> 1200
        .5e1 ~> 5
        1e-3 ~> 0.001
        -.5 ~> -0.5
        1. ~> null
        date and time("2012-03-07Z").year ~> 2012
        date and time("2012-03-07Z") ~> "2012-03-07T00:00:00Z"
        [ {x:1, y:2}, {x:null, y:3} ][x < 2] ~> [{"x": 1, "y": 2}]
        [ {x:1, y:2}, {x:2} ].y ~> [2, null]
        3[item > 2] ~> [3]
        contains(["foobar"], "of") ~> false
        [1,2,3]["a"] ~> null
        [1,2,3][null] ~> []
        [1,2,3][1.5] ~> null
        [1,2,3][-3] ~> 1
        [1,2,3][-4] ~> null
        [1,2,3][0] ~> null
        5[1] ~> 5
        5[2] ~> null
        null[1] ~> null
        [{item: 1},{item: 2}][item >= 2] ~> [{"item": 2}]
        1 between null and 0 ~> false
        1 between 2 and null ~> false
        1 between 0 and null ~> null
        "a" = 1 ~> null
        [1] = 1 ~> true
        1 = [1] ~> true
        [1,2] = 1 ~> null
        [] = null ~> false
        {} = null ~> false
        null = null ~> true
        null != null ~> false
        1 != "a" ~> null
        [1,2] = [1,2] ~> true
        [1,2] = [2,1] ~> false
        {a:1,b:2} = {b:2,a:1} ~> true
        {a:1} = {b:1} ~> false
        [1..3] = [1..3] ~> true
        [1..3] = [1..3) ~> false
        time("10:00:00") < time("11:00:00Z") ~> true
        time("10:00:00") = time("10:00:00Z") ~> false
        time("10:00:00Z") = time("11:00:00+01:00") ~> true
        date and time("2018-12-08T10:30:00@Europe/Paris") = date and time("2018-12-08T10:30:00+01:00") ~> true
        date and time("2018-07-08T10:30:00@Europe/Paris").time offset ~> "PT2H"
        date and time("2018-07-08T10:30:00@Europe/Paris").timezone ~> "Europe/Paris"
        date and time("2018-07-08T10:30:00+02:00").timezone ~> null
        date and time("2018-07-08T10:30:00").time offset ~> null
        date("2018-12-10").hour ~> null
        date("2018-12-10").weekday ~> 1
        time("10:11:12.5").second ~> 12.5
        duration("P1Y2M").years ~> 1
        duration("P1Y2M").days ~> null
        duration("P1DT2H3M4S").hours ~> 2
        -duration("P1DT2H") ~> "-P1DT2H"
        duration("-P1DT2H").days ~> -1
        date and time("2020-01-01T00:00:00") - date("2020-01-01") ~> null
        date and time("2020-01-02T00:00:00Z") - date("2020-01-01") ~> "P1D"
        date("2020-01-02") - date and time("2020-01-01T00:00:00+01:00") ~> "P1DT1H"
        date("2020-01-01") + duration("PT25H") ~> "2020-01-02"
        date("2020-01-01") - duration("PT1S") ~> "2019-12-31"
        date("2020-01-31") + duration("P1M") ~> "2020-02-29"
        duration("P1M") + date("2020-01-31") ~> "2020-02-29"
        time("23:00:00") + duration("PT2H") ~> "01:00:00"
        time("01:00:00") - time("02:00:00") ~> "-PT1H"
        time("01:00:00") - duration("PT2H") ~> "23:00:00"
        duration("P1D") * 2 ~> "P2D"
        2 * duration("P1Y") ~> "P2Y"
        duration("P1Y") / 5 ~> "P2M"
        duration("P1Y") / duration("P1M") ~> 12
        duration("P1D") / duration("PT1H") ~> 24
        10 / duration("P1D") ~> null
        duration("P1D") / 0 ~> null
        duration("P1D") + 1 ~> null
        duration("P1D") + duration("P1Y") ~> null
        1 + "a" ~> null
        "a" + "b" ~> "ab"
        "a" - "b" ~> null
        null + 1 ~> null
        true > false ~> null
        "a" < "b" ~> true
        1 < "b" ~> null
        not(null) ~> null
        not("a") ~> null
        not() ~> null
        not(true, false) ~> null
        true and "x" ~> null
        false and "x" ~> false
        "x" and false ~> false
        true or "x" ~> true
        "x" or 1 ~> null
        if null then 1 else 2 ~> 2
        if "x" then 1 else 2 ~> 2
        """";

    private const string Builtinfunctions = """"
        abs(-10) ~> 10
        abs(n: -3) ~> 3
        abs(@"-PT5H") ~> "PT5H"
        abs(duration("-P1Y")) ~> "P1Y"
        abs("x") ~> null
        abs(null) ~> null
        abs() ~> null
        abs(1,2) ~> null
        sqrt(16) ~> 4
        sqrt(-1) ~> null
        sqrt(number: 9) ~> 3
        decimal(log(10), 18) ~> 2.302585092994045684
        log(0) ~> null
        exp(0) ~> 1
        decimal(exp(5), 18) ~> 148.413159102576603421
        odd(5.5) ~> false
        even(2.5) ~> false
        odd(-3) ~> true
        even(0) ~> true
        odd("a") ~> null
        decimal(1/3, 2) ~> 0.33
        decimal(2.5, 0) ~> 2
        decimal(1.5, 0) ~> 2
        decimal(12345, -2) ~> 12300
        decimal(1, 6177) ~> null
        decimal(1, -6112) ~> null
        decimal(1, 6176) ~> 1
        decimal(n: 1.555, scale: 2) ~> 1.56
        floor(n: 1.5) ~> 1
        floor(-1.5) ~> -2
        ceiling(-1.5) ~> -1
        modulo(12,0) ~> null
        modulo(dividend: -12, divisor: 5) ~> 3
        sum([]) ~> null
        sum() ~> null
        sum(null) ~> null
        sum([1,null]) ~> null
        sum(1,2,3) ~> 6
        sum(list: [1,2]) ~> 3
        mean([]) ~> null
        mean(1,2,6) ~> 3
        min([]) ~> null
        min("a","b") ~> "a"
        min([1,"a"]) ~> null
        min(null) ~> null
        max([null]) ~> null
        max(1,2,null) ~> null
        max(@"2020-01-01", @"2021-01-01") ~> "2021-01-01"
        max([duration("P1D"),duration("P2D")]) ~> "P2D"
        count(null) ~> null
        count(1) ~> 1
        count([null]) ~> 1
        count() ~> null
        count(1,2) ~> null
        all([true,null]) ~> null
        all([true,"a"]) ~> null
        all([false,"a"]) ~> false
        all() ~> null
        all([]) ~> true
        all(true,true) ~> true
        all(0) ~> null
        all(null) ~> null
        all([[true]]) ~> null
        any([]) ~> false
        any([true,null]) ~> true
        any([false,null]) ~> null
        any(false,false) ~> false
        any() ~> null
        list contains([1,null],null) ~> true
        list contains(null,1) ~> null
        list contains([[1]],[1]) ~> true
        list contains(1,1) ~> true
        sublist([1,2,3],2) ~> [2, 3]
        sublist([1,2,3],-2) ~> [2, 3]
        sublist([1,2,3],-2,1) ~> [2]
        sublist([1,2,3],0) ~> null
        sublist([1,2,3],4) ~> null
        sublist([1,2,3],1,0) ~> null
        sublist([1,2,3],1,4) ~> null
        sublist(list:[1,2,3], start position: 2, length: 1) ~> [2]
        append([1],null) ~> [1, null]
        append(1,2) ~> [1, 2]
        append([1],[2]) ~> [1, [2]]
        append(null, 1) ~> null
        concatenate([1],2,[3]) ~> [1, 2, 3]
        concatenate([1],null) ~> null
        insert before([1,3],1,2) ~> [2, 1, 3]
        insert before([1,3],-1,2) ~> [1, 2, 3]
        insert before([1,3],3,2) ~> null
        insert before([1,3],0,2) ~> null
        insert before(list:[1], position:1, newItem: null) ~> [null, 1]
        remove([1,2,3],-1) ~> [1, 2]
        remove([1,2,3],4) ~> null
        reverse([1,[2,3]]) ~> [[2, 3], 1]
        index of([1,2,3,2],2) ~> [2, 4]
        index of([1,null],null) ~> [2]
        index of([1],5) ~> []
        union([1,2],[2,3]) ~> [1, 2, 3]
        union([1,1],null) ~> null
        distinct values([1,"1",1,null,null,[1],[1]]) ~> [1, "1", null, [1]]
        flatten([[1,2],[[3]], 4]) ~> [1, 2, 3, 4]
        product([]) ~> null
        product(2,3,4) ~> 24
        median([]) ~> null
        median(8,2,5,3,4) ~> 4
        median([6,1,2,3]) ~> 2.5
        stddev([47]) ~> null
        stddev([]) ~> null
        decimal(stddev(2,4,7,5), 20) ~> 2.08166599946613273528
        mode([]) ~> []
        mode(6,3,9,6,6) ~> [6]
        mode([6,1,9,6,1]) ~> [1, 6]
        mode(null) ~> null
        mode(["a"]) ~> null
        list replace([2,4,7,8],3,6) ~> [2, 4, 6, 8]
        list replace([2,4,7,8], function(item, newItem) item < newItem, 5) ~> [5, 5, 7, 8]
        list replace([2,4], 5, 6) ~> null
        list replace([2,4], -1, 6) ~> [2, 6]
        list replace([2,4], function(item) true, 6) ~> null
        list replace([2,4], function(item, newItem) "x", 6) ~> null
        list replace(list:[2,4], position: 1, newItem: 6) ~> [6, 4]
        list replace(list:[2,4], match: function(item, newItem) item = 4, newItem: 6) ~> [2, 6]
        sort(list: [3,1,4,5,2], precedes: function(x,y) x < y) ~> [1, 2, 3, 4, 5]
        sort([3,1], function(x,y) x > y) ~> [3, 1]
        sort(["b","a"], function(x,y) x < y) ~> ["a", "b"]
        sort([1,2], function(x) true) ~> null
        sort(null, function(x,y) x < y) ~> null
        substring("foobar",0) ~> null
        substring("foobar",7) ~> null
        substring("foobar",-7) ~> null
        substring("foobar",3,0) ~> null
        substring("foobar",3,-1) ~> null
        substring("foobar",3.8) ~> "obar"
        substring(null,1) ~> null
        substring("foobar",null) ~> null
        substring(string:"foobar", start position:4, length:2) ~> "ba"
        substring("\U01F40E\U01F640abc", 3) ~> "abc"
        substring("\U01F40E\U01F640abc", -5, 1) ~> "🐎"
        upper case("aBc4") ~> "ABC4"
        lower case(null) ~> null
        upper case(1) ~> null
        substring before("foobar","bar") ~> "foo"
        substring before("foobar","xyz") ~> ""
        substring before("foobar","") ~> ""
        substring after("foobar","") ~> "foobar"
        substring after("","a") ~> ""
        substring after("","") ~> ""
        contains("foobar","of") ~> false
        contains("foobar","") ~> true
        starts with(null,"a") ~> null
        starts with(string:"foobar", match:"fo") ~> true
        matches("foobar","^fo*b") ~> true
        matches("foobar","[") ~> null
        matches("FOO","foo","i") ~> true
        matches("FOO","foo","g") ~> null
        matches("FOO","foo",null) ~> false
        matches("a\nb","a.b") ~> false
        matches("a\nb","a.b","s") ~> true
        matches("a\nb","^b$","m") ~> true
        matches("helloworld","hello world","x") ~> true
        matches("helloworld","hello[ ]world","x") ~> false
        matches("a.b","a.b","q") ~> true
        matches("abb","(b)\1") ~> true
        matches("abcd", "(?i)ABCD") ~> null
        matches("abc","\p{L}+") ~> true
        matches("α","\p{IsGreek}") ~> true
        matches("a","\p{Foo}") ~> null
        matches("x[","[a-z]\[") ~> true
        matches("abc","[a-z-[b]]{3}") ~> false
        matches("a","a{2,1}") ~> null
        matches("\U01F40E","^.$") ~> true
        matches("ab","^\w\w$") ~> true
        matches("foo","foo","si") ~> true
        matches("","") ~> true
        matches("abc","*") ~> null
        replace("banana","a","o") ~> "bonono"
        replace("abracadabra","bra","*") ~> "a*cada*"
        replace("abracadabra","a.*a","*") ~> "*"
        replace("abracadabra","a.*?a","*") ~> "*c*bra"
        replace("abracadabra","a","") ~> "brcdbr"
        replace("abracadabra","a(.)","a$1$1") ~> "abbraccaddabbra"
        replace("abracadabra",".*?","$1") ~> null
        replace("AAAA","A+","b") ~> "b"
        replace("AAAA","A+?","b") ~> "bbbb"
        replace("darted","^(.*?)d(.*)$","$1c$2") ~> "carted"
        replace("abc","b","$") ~> null
        replace("abc","b","\\$") ~> "a$c"
        replace("abc","b","\\") ~> null
        replace("abc","(b)","$0$0") ~> "abbc"
        replace("ABC","b","x","i") ~> "AxC"
        replace(input:"abc", pattern:"b", replacement:"x") ~> "axc"
        split(null,";") ~> null
        split("abc","z") ~> ["abc"]
        split("","a") ~> [""]
        string(1.0) ~> "1"
        string(1.50) ~> "1.5"
        string(-0.0) ~> "0"
        string(true) ~> "true"
        string("a\"b") ~> "a\"b"
        string(@"2020-01-01") ~> "2020-01-01"
        string(@"10:00:00.5Z") ~> "10:00:00.5Z"
        string(@"10:00:00@Europe/Paris") ~> "10:00:00@Europe/Paris"
        string(@"2020-01-01T10:00:00+01:30") ~> "2020-01-01T10:00:00+01:30"
        string(duration("PT36H")) ~> "P1DT12H"
        string(duration("P0Y")) ~> "P0M"
        string(duration("PT0S")) ~> "PT0S"
        string(duration("P14M")) ~> "P1Y2M"
        string([1,"a",null,true]) ~> "[1, \"a\", null, true]"
        string({a:"foo", "b c": [1]}) ~> "{a: \"foo\", b c: [1]}"
        string({"{": "foo"}) ~> "{\"{\": \"foo\"}"
        string({"\"": 1}) ~> "{\"\\\"\": 1}"
        string([1..3]) ~> "[1..3]"
        string() ~> null
        string(from: 5) ~> "5"
        number("1,000.00", ",", ".") ~> 1000
        number("1.000,00", ".", ",") ~> 1000
        number("1 000.5", " ", null) ~> 1000.5
        number("1", ",", ",") ~> null
        number("1", "x", ".") ~> null
        number("1.", null, null) ~> null
        number(".5", null, null) ~> 0.5
        number("1e3", null, null) ~> 1000
        number("-5", null, null) ~> -5
        number("+5", null, null) ~> null
        number("a", ",", ".") ~> null
        number(null, ",", ".") ~> null
        number("1,5", null, ",") ~> 1.5
        number(from: "1,000", grouping separator: ",", decimal separator: ".") ~> 1000
        number(" 1", null, null) ~> null
        not(negand: true) ~> false
        get value({a:1}, null) ~> null
        get value(null, "a") ~> null
        get entries({}) ~> []
        get entries(null) ~> null
        context([]) ~> {}
        context({key:"a", value: 1}) ~> {"a": 1}
        context([{key:"a"}]) ~> null
        context([{key:"a",value:1},{key:"a",value:2}]) ~> null
        context([{key:1,value:1}]) ~> null
        context merge([{a:1},null]) ~> null
        context merge({a:1}) ~> {"a": 1}
        context merge([]) ~> {}
        context put({}, "a", null) ~> {"a": null}
        context put(null, "a", 1) ~> null
        context put({a:1}, null, 1) ~> null
        context put(context: {a:1}, key: "b", value: 2) ~> {"a": 1, "b": 2}
        context put(context: {a:1}, keys: ["b"], value: 2) ~> {"a": 1, "b": 2}
        day of year(date(2019,9,17)) ~> 260
        day of week(date(2019,9,17)) ~> "Tuesday"
        month of year(date and time("2019-09-17T00:00:00Z")) ~> "September"
        week of year(date(2003,12,29)) ~> 1
        week of year(date(2005,1,1)) ~> 53
        week of year(date(2005,1,3)) ~> 1
        day of year(null) ~> null
        day of week("x") ~> null
        is(null,null) ~> true
        is(1,"1") ~> false
        is(1,1.0) ~> true
        is([1],[1]) ~> true
        is(1) ~> null
        is(value1: 1, value2: 1) ~> true
        now() instance of date and time ~> true
        today() instance of date ~> true
        now(1) ~> null
        date("2017-12-31").year ~> 2017
        date("2017-13-01") ~> null
        date("2017-02-30") ~> null
        date("17-01-01") ~> null
        date("02017-01-01") ~> null
        date("-2017-01-01") ~> "-2017-01-01"
        date("99999-01-01") ~> "99999-01-01"
        date("-999999999-01-01").year ~> -999999999
        date(999999999,12,31) ~> "999999999-12-31"
        date(1000000000,1,1) ~> null
        date(2017,1,1,1) ~> null
        date(2017,1) ~> null
        date(year:2017, month:1, day:2) ~> "2017-01-02"
        date("2017-01-01T10:00:00") ~> null
        date(" 2017-01-01") ~> null
        date("") ~> null
        date(null) ~> null
        date(from: "2017-01-01") ~> "2017-01-01"
        date(2017.5,1,1) ~> null
        date([ "2017-01-01" ]) ~> "2017-01-01"
        time("10:00") ~> null
        time("25:00:00") ~> null
        time("23:59:60") ~> null
        time("23:60:00") ~> null
        time("10:00:00+14:00") ~> "10:00:00+14:00"
        time("10:00:00+14:01") ~> null
        time("10:00:00-02:00") ~> "10:00:00-02:00"
        time("10:00:00@Foo/Bar") ~> null
        time("10:00:00+01:00@Europe/Paris") ~> null
        time("10:00:00@Etc/UTC") ~> "10:00:00@Etc/UTC"
        time("T10:00:00") ~> null
        time(10,0,0) ~> "10:00:00"
        time(10,0,0,duration("PT1H")) ~> "10:00:00+01:00"
        time(10,0,0,null) ~> "10:00:00"
        time(10,0,0,duration("-PT1H30M")) ~> "10:00:00-01:30"
        time(24,0,0) ~> null
        time(10,0) ~> null
        time(10,0,1.5) ~> "10:00:01.5"
        time(hour:10,minute:1,second:2) ~> "10:01:02"
        time(hour:10,minute:1,second:2,offset:duration("PT2H")) ~> "10:01:02+02:00"
        time(from: "10:00:00z") ~> "10:00:00Z"
        time(date and time("2020-01-01T10:00:00@Europe/Paris")) ~> "10:00:00@Europe/Paris"
        time(date("2020-01-01")) ~> "00:00:00Z"
        date and time("2017-01-01T10:00:00Z") ~> "2017-01-01T10:00:00Z"
        date and time("2017-01-01") ~> "2017-01-01T00:00:00"
        date and time("2017-01-01T10:00") ~> null
        date and time("2017-01-01T25:00:00") ~> null
        date and time("2017-01-01T10:00:00.123456789") ~> "2017-01-01T10:00:00.123456789"
        date and time("2017-01-01 10:00:00") ~> null
        date and time(date("2017-01-01"), time("10:00:00@Europe/Paris")) ~> "2017-01-01T10:00:00@Europe/Paris"
        date and time(date and time("2017-01-01T23:00:00Z"), time("10:00:00")) ~> "2017-01-01T10:00:00"
        date and time(date: date("2017-01-01"), time: time("10:00:00Z")) ~> "2017-01-01T10:00:00Z"
        date and time("-99999-01-01T10:00:00") ~> "-99999-01-01T10:00:00"
        date and time(null) ~> null
        date and time("2017-01-01", "10:00:00") ~> null
        duration("P") ~> null
        duration("PT") ~> null
        duration("P1YT1H") ~> null
        duration("1D") ~> null
        duration("P1Y1D") ~> null
        duration("PT1.5S") ~> "PT1.5S"
        duration("P1D2H") ~> null
        duration("-P1Y") ~> "-P1Y"
        duration("P-1Y") ~> null
        duration("PT1000H") ~> "P41DT16H"
        duration(null) ~> null
        duration(from: "P1D") ~> "P1D"
        duration("P1M") ~> "P1M"
        duration("PT1M") ~> "PT1M"
        years and months duration(date("2020-01-31"),date("2020-02-29")) ~> "P0M"
        years and months duration(date("2013-08-24"),date("2011-12-22")) ~> "-P1Y8M"
        years and months duration(from: date and time("2011-12-22T00:00:00"), to: date("2013-08-24")) ~> "P1Y8M"
        years and months duration(null, date("2013-08-24")) ~> null
        """";

    private const string Iterationsrangesandnames = """"
        for i in 1..3 return i*2 ~> [2, 4, 6]
        for i in 3..1 return i ~> [3, 2, 1]
        for i in [1,2], j in [3,4] return i*j ~> [3, 4, 6, 8]
        for i in 0..4 return if i = 0 then 1 else i * partial[-1] ~> [1, 1, 2, 6, 24]
        for i in @"2021-01-01"..@"2021-01-03" return i ~> ["2021-01-01", "2021-01-02", "2021-01-03"]
        for i in @"2021-01-03"..@"2021-01-01" return day of week(i) ~> ["Sunday", "Saturday", "Friday"]
        for i in [[1,2],[3]], j in i return j ~> [1, 2, 3]
        for i in null return i ~> null
        for i in 1..null return i ~> null
        for i in [] return i ~> []
        for i in 1..1 return i ~> [1]
        for i in -1..1 return i ~> [-1, 0, 1]
        for x in {x: [1,2]}.x return x + 1 ~> [2, 3]
        for i in 1..2 return {a: i} ~> [{"a": 1}, {"a": 2}]
        for my var in [1,2] return my var * 2 ~> [2, 4]
        for i in [1..3] return i ~> [1, 2, 3]
        for i in "1".."3" return i ~> null
        some x in [1,2] satisfies x > 1 ~> true
        some x in [] satisfies true ~> false
        every x in [] satisfies false ~> true
        every x in [1,null] satisfies x > 0 ~> null
        some x in [1,null] satisfies x > 0 ~> true
        some x in [null] satisfies x > 0 ~> null
        every x in [0,null] satisfies x > 0 ~> false
        some x in [1,2], y in [2,3] satisfies x = y ~> true
        every x in [1,2], y in [2,3] satisfies x < y ~> false
        some x in null satisfies true ~> null
        every x in null satisfies true ~> null
        some x in [1] satisfies "a" ~> null
        if 1 > 0 then "a" else "b" ~> "a"
        if true then 1 ~> null
        1 in [1,2] ~> true
        1 in (2,3) ~> false
        1 in (<2, >5) ~> true
        1 in < 2 ~> true
        1 in [2..3] ~> false
        2 in (2..3] ~> false
        3 in (2..3] ~> true
        2 in ]2..3] ~> false
        3 in [2..3[ ~> false
        5 in ([1..3],[4..6]) ~> true
        5 in [[1..3],[4..6]] ~> true
        1 in !=2 ~> true
        "b" in ["a".."c"] ~> true
        @"2020-01-02" in [@"2020-01-01"..@"2020-01-03"] ~> true
        1 in null ~> false
        null in null ~> true
        null in [1,null] ~> true
        null in [1..3] ~> null
        "a" in [1..3] ~> null
        [1,2] in [[1,2],[3]] ~> true
        [1] in [[1]] ~> true
        {a:1} in [{a:1}] ~> true
        5 in (? > 3) ~> true
        5 in (? > 3, < 1) ~> true
        true in true ~> true
        1 in 1 ~> true
        [1,2,3] in ([1,2,3]) ~> true
        (< 5) ~> "(<5)"
        < 5 ~> "(<5)"
        [1..3].start ~> 1
        [1..3).end included ~> false
        (<5).start ~> null
        (<5).start included ~> false
        (<=5).end included ~> true
        (>=5).start included ~> true
        (>=5).end ~> null
        (=5) ~> "[5..5]"
        [1..3] instance of range<number> ~> true
        [@"2020-01-01"..@"2020-01-02"] instance of range<date> ~> true
        ["a".."b"] instance of range<string> ~> true
        [1.."a"] ~> null
        [true..false] ~> null
        3 in (1+1..2*3) ~> true
        before(1,10) ~> true
        before(1,(1..10]) ~> true
        before([1..10],10) ~> false
        before([1..10),10) ~> true
        before([1..10),[10..20]) ~> true
        before([1..10],(10..20]) ~> true
        before(1,"a") ~> null
        before(null,1) ~> null
        before(point1: 1, point2: 2) ~> true
        before(point: 1, range: [2..3]) ~> true
        before(range1: [1..2], range2: [3..4]) ~> true
        before(range: [1..2], point: 3) ~> true
        after([11..20],[1..11)) ~> true
        after((11..20],11) ~> true
        meets([1..5],[5..10]) ~> true
        meets([1..5),[5..10]) ~> false
        meets(1,2) ~> null
        met by([5..10],[1..5]) ~> true
        met by((5..10],[1..5]) ~> false
        overlaps([1..5],[3..8]) ~> true
        overlaps([1..5),[5..8]) ~> false
        overlaps before([1..5),(1..5]) ~> true
        overlaps before([1..5],[1..5]) ~> false
        overlaps before([1..5),[1..5]) ~> false
        overlaps after((1..5],[1..5)) ~> true
        overlaps after([5..8],[1..5)) ~> false
        finishes(10,[1..10]) ~> true
        finishes([5..10),[1..10]) ~> false
        finishes((1..10],[1..10]) ~> true
        finished by([1..10],(1..10]) ~> true
        finished by([1..10),[5..10)) ~> true
        includes([1..10],(1..10)) ~> true
        includes((1..10],1) ~> false
        includes([1..10],[1..10]) ~> true
        during(1,(1..10]) ~> false
        during((1..10),[1..10]) ~> true
        starts([1..10),[1..10]) ~> true
        starts((1..5],[1..10]) ~> false
        starts(2,[1..10]) ~> false
        started by((1..10),(1..10)) ~> true
        coincides(5,5) ~> true
        coincides((1..5),[1..5]) ~> false
        coincides(@"2020-01-01",@"2020-01-01") ~> true
        coincides(5,[5..5]) ~> null
        coincides("a",1) ~> null
        {a: 1}.a ~> 1
        {a: 1}.b ~> null
        {"a b": 1}.a b ~> 1
        {a b: 1, c: a b + 1}.c ~> 2
        {a+b: 1, c: a+b}.c ~> 1
        {a: 1, b: 2, a-b: 5, c: a-b, d: (a)-(b)} ~> {"a": 1, "b": 2, "a-b": 5, "c": 5, "d": -1}
        {a: {b: {c: 5}}}.a.b.c ~> 5
        {a: 1, a: 2} ~> null
        {} ~> {}
        {a: 1,} ~> null
        [] ~> []
        [1,] ~> null
        {"": 1} ~> {"": 1}
        {b: a} ~> {"b": null}
        {a: 1, b: {c: a}}.b.c ~> 1
        null.a ~> null
        "x".a ~> null
        [{a: {b: [1]}}, {a: {b: [2.1, 2.2]}}, {a: {b: [3]}}, {a: {b: [4, 5]}}].a.b ~> [[1], [2.1, 2.2], [3], [4, 5]]
        {a: function(x) x + 1, b: a(2)}.b ~> 3
        {f: function(x: number, y: string) y, r: f(1, "a")}.r ~> "a"
        {f: function(x: number, y: string) y, r: f("a", "a")}.r ~> null
        {f: function(x) x, r: f(x: 3)}.r ~> 3
        {f: function(x, y) [x, y], r: f(y: 3)}.r ~> [null, 3]
        {f: function(x: date and time) x, r: f(@"2020-01-01")}.r ~> "2020-01-01T00:00:00Z"
        {f: function(x: list<number>) x, r: f(1)}.r ~> [1]
        {f: function(x: number) x, r: f([1])}.r ~> 1
        {f: function(x: string) x, r: f([1])}.r ~> null
        {f: function(x: number) x, r: f(null)}.r ~> null
        {f: function(x: Any) x, r: f(1)}.r ~> 1
        {f: function(p: context<a: number>) p.a, r: f({a: 1})}.r ~> 1
        {f: function(p: context<a: number>) p.a, r: f({a: "x"})}.r ~> null
        {f: function(x) external {java: {class: "java.lang.Math", method signature: "abs(int)"}}, r: f(1)}.r ~> null
        (function(x) x * 2)(4) ~> 8
        function(x) x ~> "function"
        1 // comment ~> 1
        1 /* a */ + /* b */ 2 ~> 3
        "a//b" ~> "a//b"
        "\u0041" ~> "A"
        "\U01F600" ~> "😀"
        "\uD83D\uDE00" ~> "😀"
        "a\tb\n\"\\" ~> "a\tb\n\"\\"
        "\'" ~> "'"
        string length("\uD83D\uDE00") ~> 1
        "\q" ~> "\\q"
        {"型": 1}.型 ~> 1
        {π: 3, r: π * 2}.r ~> 6
        {été: 1}.été ~> 1
        {🐎: 1}.🐎 ~> 1
        {_a: 1}._a ~> 1
        {a1: 1}.a1 ~> 1
        1 = 1.0 ~> true
        1.000000000000000000000000001 ~> 1.000000000000000000000000001
        99999999999999999999999999999 ~> null
        10 ** 30 ~> null
        1/3 ~> 0.3333333333333333333333333333
        1/0 ~> null
        2 ** -1 ~> 0.5
        decimal(2 ** 0.5, 20) ~> 1.4142135623730950488
        (-8) ** (1/3) ~> null
        0 ** 0 ~> 1
        10 - 5 - 2 ~> 3
        2 + 3 * 4 ~> 14
        (2 + 3) * 4 ~> 20
        -(3) ~> -3
        --3 ~> 3
        - 3 ~> -3
        5 - -3 ~> 8
        1 < 2 = true ~> true
        1 = 1 = true ~> true
        not(1 = 2) ~> true
        not(true) and false ~> false
        true and true or false and false ~> true
        "a" instance of string ~> true
        1 instance of Any ~> true
        null instance of Null ~> true
        null instance of Any ~> false
        1 instance of foo ~> null
        [1,"a"] instance of list<number> ~> false
        [] instance of list<string> ~> true
        [[1]] instance of list<list<number>> ~> true
        {a:1} instance of context<a:number> ~> true
        {a:1,b:2} instance of context<a:number> ~> true
        {a:1} instance of context<a:number,b:string> ~> false
        {} instance of context<a:number> ~> false
        (function(a: number) 1) instance of function<number>->number ~> true
        (function(a: number) "x") instance of function<number>->number ~> false
        (function() 1) instance of function<>->Any ~> true
        (function(a,b) 1) instance of function<number>->Any ~> false
        @"P1Y" instance of years and months duration ~> true
        @"P1D" instance of days and time duration ~> true
        @"10:00:00" instance of time ~> true
        @"foo" ~> null
        @"2020-01-01".year ~> 2020
        @"" ~> null
        """";

    private const string Syntax = """"
        [1,2,3][item > 1][1] ~> 2
        {a:[1,2]}.a[2] ~> 2
        [[1,2],[3]][1][2] ~> 2
        [[1,2],[3]][count(item) = 1] ~> [[3]]
        [1,2,3][-1] ~> 3
        [1,null,3][item = null] ~> [null]
        ["a","b"][item = "b"] ~> ["b"]
        [true,false][item] ~> [true]
        [{x:1}][item.x = 1] ~> [{"x": 1}]
        [{x:{y:1}}].x.y ~> [1]
        {a: {b: 1}}.a.c ~> null
        {a: 1}.a.b ~> null
        string   length("ab") ~> 2
        date  and   time("2020-01-01T00:00:00") ~> "2020-01-01T00:00:00"
        1 in [1..2] and 2 in (2..3) ~> false
        (1 in [1..2]) = true ~> true
        if 1 in [1..2] then "y" else "n" ~> "y"
        for i in 1..2 return for j in 1..2 return i*j ~> [[1, 2], [2, 4]]
        for i in 1..2, j in i..2 return [i,j] ~> [[1, 1], [1, 2], [2, 2]]
        {if: 1}.if ~> 1
        {for: 1, in: 2}.in ~> 2
        {a: function(x) x * 2}.a(3) ~> 6
        [function(x) x + 1, 2][1](5) ~> 6
        (if true then function(x) x else null)(3) ~> 3
        some i in [1,2] satisfies i > 1 and i < 3 ~> true
        every i in [1,2] satisfies if i > 1 then true else i = 1 ~> true
        if every i in [1] satisfies i = 1 then 1 else 2 ~> 1
        not(some i in [1] satisfies i = 2) ~> true
        sum(for i in 1..3 return i) ~> 6
        1 +  2 // c ~> 3
        "a" + "b" + "c" ~> "abc"
        - 5 + 3 ~> -2
        2 * -3 ~> -6
        2 - -3 ~> 5
        2--3 ~> 5
        -2 ** 2 ~> 4
        (2 + 3) ** 2 ~> 25
        2 ** -2 ~> 0.25
        10 / 4 * 2 ~> 5
        1 = 1 and 2 > 1 ~> true
        1 < 2 and 2 < 3 or false ~> true
        null and true ~> null
        null or true ~> true
        null and false ~> false
        not(null and false) ~> true
        @"2020-01-15" between @"2020-01-01" and @"2020-02-01" ~> true
        "b" between "a" and "c" ~> true
        5 between 1 and 10 and true ~> true
        duration("P1D") > duration("PT23H") ~> true
        duration("P1Y") = duration("P365D") ~> null
        duration("P1Y") < duration("P13M") ~> true
        date("2020-01-01") < date and time("2020-01-02T00:00:00") ~> null
        date("2020-01-01") = date and time("2020-01-01T00:00:00") ~> null
        date("2020-01-01") != null ~> true
        date and time("2020-01-01T00:00:00Z") = date and time("2020-01-01T01:00:00+01:00") ~> true
        date and time("2020-01-01T00:00:00@Europe/Paris") + duration("PT1H") ~> "2020-01-01T01:00:00@Europe/Paris"
        date and time("2021-03-28T01:30:00@Europe/Paris") + duration("PT1H") ~> "2021-03-28T03:30:00@Europe/Paris"
        date and time("2020-01-31T10:00:00") + duration("P1M") ~> "2020-02-29T10:00:00"
        date and time("2020-01-01T10:00:00") - duration("P1Y") ~> "2019-01-01T10:00:00"
        date("2020-01-01") - duration("P1M") ~> "2019-12-01"
        duration("PT1H") + time("23:30:00") ~> "00:30:00"
        duration("P1D") - date("2020-01-01") ~> null
        date("2020-01-01") + date("2020-01-01") ~> null
        date("2020-01-01") + 1 ~> null
        time("10:00:00") + duration("P1Y") ~> null
        time("10:00:00Z") - time("11:00:00+01:00") ~> "PT0S"
        time("10:00:00") - time("10:00:00Z") ~> null
        duration("PT10S") / 3 ~> "PT3.333333333S"
        duration("P1Y1M") * 0.5 ~> "P6M"
        duration("P1Y") * duration("P1Y") ~> null
        duration("P1D") / duration("P1Y") ~> null
        duration("P1Y") / 0 ~> null
        date("2020-02-29") + duration("P1Y") ~> "2021-02-28"
        date(date and time("2020-01-01T23:00:00-05:00")) ~> "2020-01-01"
        string(date and time("2020-01-01T00:00:00.000")) ~> "2020-01-01T00:00:00"
        string(time("10:00:00+02:45:55")) ~> "10:00:00+02:45:55"
        string(time(11,59,45.5, duration("-PT2H"))) ~> "11:59:45.5-02:00"
        string(duration("P1DT2H3M4.123S")) ~> "P1DT2H3M4.123S"
        string(-duration("PT3M")) ~> "-PT3M"
        string({a: {b: [1, "x"]}}) ~> "{a: {b: [1, \"x\"]}}"
        string([]) ~> "[]"
        string({}) ~> "{}"
        string(123456789012345678901234567) ~> "123456789012345678901234567"
        string(0.000000000000000000001) ~> "0.000000000000000000001"
        string(1e3) ~> "1000"
        1.5e-3 ~> 0.0015
        5e0 ~> 5
        1E2 ~> 100
        .e1 ~> null
        "unclosed ~> null
        (1 ~> null
        [1 ~> null
        {a: ~> null
        1 + ~> null
        +1 ~> null
        1 == 1 ~> null
        a && b ~> null
        'abc' ~> null
        if true then 1 ~> null
        for i return i ~> null
        1 2 ~> null
        () ~> null
        {a} ~> null
        x -> x ~> null
        1 != 2 ~> true
        1 <> 2 ~> null
        "\x" ~> "\\x"
        "" ~> ""
        """";

    private const string NamesInSight = """"
        {"expression":"profit and loss + 1","let":{"profit and loss":"5"}} ~> 6
        {"expression":"what if? * 2","let":{"what if?":"5"}} ~> 10
        {"expression":"a-b","let":{"a":"5","b":"3"}} ~> 2
        {"expression":"a-b","let":{"a":"5","b":"3","a-b":"100"}} ~> 100
        {"expression":"a - b","let":{"a":"5","b":"3","a-b":"100"}} ~> 100
        {"expression":"(a)-(b)","let":{"a":"5","b":"3","a-b":"100"}} ~> 2
        {"expression":"in stock > 3","let":{"in stock":"5"}} ~> true
        {"expression":"for sale","let":{"for sale":"true"}} ~> true
        {"expression":"if for sale then in stock else 0","let":{"for sale":"true","in stock":"7"}} ~> 7
        {"expression":"date of birth.year","let":{"date of birth":"@\"2000-01-02\""}} ~> 2000
        {"expression":"p.first name","let":{"p":"{first name: \"x\"}"}} ~> "x"
        {"expression":"p.profit and loss","let":{"p":"{\"profit and loss\": 3}"}} ~> 3
        {"expression":"ps[profit and loss > 2].n","let":{"ps":"[{\"profit and loss\": 3, n: 1},{\"profit and loss\": 1, n: 2}]"}} ~> [1]
        {"expression":"for p in ps return p.profit and loss","let":{"ps":"[{\"profit and loss\": 3},{\"profit and loss\": 1}]"}} ~> [3, 1]
        {"expression":"a.b/c","let":{"a":"{\"b/c\": 9}"}} ~> 9
        {"expression":"Loan's rate","let":{"Loan's rate":"2"}} ~> 2
        {"expression":"x.y","let":{"x.y":"2"}} ~> 2
        {"expression":"f(1, b: 2)","let":{"f":"function(a,b) a"}} ~> null
        {"expression":"f(b: 2, a: 1)","let":{"f":"function(a,b) a - b"}} ~> -1
        {"expression":"null value","let":{"null value":"1"}} ~> 1
        {"expression":"not ready","let":{"not ready":"1"}} ~> 1
        {"expression":"not(ready)","let":{"ready":"true"}} ~> false
        {"expression":"true north","let":{"true north":"1"}} ~> 1
        {"expression":"list","let":{"list":"[1,2]"}} ~> [1, 2]
        {"expression":"count(list)","let":{"list":"[1,2]"}} ~> 2
        {"expression":"date","let":{"date":"5"}} ~> 5
        {"expression":"item","let":{"item":"5"}} ~> 5
        {"expression":"[1,2][item = x]","let":{"x":"2"}} ~> [2]
        {"expression":"xs[i]","let":{"xs":"[10,20]","i":"2"}} ~> 20
        {"expression":"xs[count(xs)]","let":{"xs":"[10,20]"}} ~> 20
        {"expression":"xs[item > min(xs)]","let":{"xs":"[10,20]"}} ~> [20]
        {"expression":"[{a: 1}, {a: 2}][a = b]","let":{"b":"2"}} ~> [{"a": 2}]
        {"expression":"[{a: 1}, {b: 2}][a = 1]"} ~> [{"a": 1}]
        {"expression":"[{a: 1}, {b: 2}][b = 2]","let":{"b":"5"}} ~> [{"b": 2}]
        {"expression":"a.b[1].c","variables":{"a":{"b":[{"c":4}]}}} ~> 4
        {"expression":"a.b[c > 3].c","variables":{"a":{"b":[{"c":4},{"c":1}]}}} ~> [4]
        """";

    [Theory]
    [InlineData(Conversionsandoperators)]
    [InlineData(Builtinfunctions)]
    [InlineData(Iterationsrangesandnames)]
    [InlineData(Syntax)]
    [InlineData(NamesInSight)]
    public void Every_row_of_the_tables_of_the_standard_holds(string rows)
    {
        var wrong = rows.Split('\n')
            .Select(row => row.Split(" ~> "))
            .Where(IsWrong)
            .Select(row => string.Join(" ~> ", row));

        Assert.Equal("", string.Join('\n', wrong));
    }

    private static bool IsWrong(string[] row)
    {
        using var expected = JsonDocument.Parse(row[1]);
        var line = row[0].StartsWith("{\"expression\"", StringComparison.Ordinal)
            ? row[0]
            : JsonSerializer.Serialize(new { expression = row[0] });
        using var actual = JsonDocument.Parse(FeelLines.Answer(line, Feel.Now, SystemZones.Instance));
        return !JsonElement.DeepEquals(expected.RootElement, actual.RootElement.GetProperty("value"));
    }
}
