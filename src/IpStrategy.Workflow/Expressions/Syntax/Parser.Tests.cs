using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <content>Unary tests (grammar rules 7 to 17) and negation.</content>
internal sealed partial class Parser
{
    private ImmutableArray<UnaryTest> InTests()
    {
        if (TakeComparison() is { } op)
        {
            return [new UnaryTest.Compares(op, Sum())];
        }

        if (!Current.IsSymbol("("))
        {
            return [new UnaryTest.Expects(Sum())];
        }

        at++;
        var tests = PositiveTests();
        if (tests is [UnaryTest.Expects start] && TakeSymbol(".."))
        {
            return [new UnaryTest.Expects(Range(start.Operand, "("))];
        }

        ExpectSymbol(")");
        return ContinuesOperand() && tests is [UnaryTest.Expects only]
            ? [new UnaryTest.Expects(SumFrom(only.Operand))]
            : tests;
    }

    // What looked like a list of tests was the beginning of an operand: x in (a) + b, x in (list)[item > 1].
    private bool ContinuesOperand() =>
        Current.Kind == TokenKind.Symbol && Current.Text is "+" or "-" or "*" or "/" or "**" or "." or "[";

    private Node SumFrom(Node first)
    {
        begun = first;
        return Sum();
    }

    private ImmutableArray<UnaryTest> PositiveTests()
    {
        var tests = ImmutableArray.CreateBuilder<UnaryTest>();
        do
        {
            tests.Add(PositiveTest());
        } while (TakeSymbol(",") && failure is null);
        return tests.ToImmutable();
    }

    private UnaryTest PositiveTest()
    {
        if (TakeComparison() is { } op)
        {
            return new UnaryTest.Compares(op, Sum());
        }

        var outer = asksAboutTested;
        asksAboutTested = false;
        var expression = Expression();
        var asks = asksAboutTested;
        asksAboutTested |= outer;
        return asks ? new UnaryTest.Asks(expression) : new UnaryTest.Expects(expression);
    }

    private UnaryTestsNode UnaryTests()
    {
        if (Current.IsSymbol("-") && Following.Kind == TokenKind.End)
        {
            at++;
            return new UnaryTestsNode([], false);
        }

        if (!Current.IsWord("not") || !Following.IsSymbol("("))
        {
            return new UnaryTestsNode(PositiveTests(), false);
        }

        at += 2;
        var negated = PositiveTests();
        ExpectSymbol(")");
        return new UnaryTestsNode(negated, true);
    }

    private NotNode Not()
    {
        at++;
        var named = Current.IsWord("negand") && Following.IsSymbol(":");
        at += named ? 2 : 0;
        var operand = Expression();
        ExpectSymbol(")");
        return new NotNode(operand);
    }
}
