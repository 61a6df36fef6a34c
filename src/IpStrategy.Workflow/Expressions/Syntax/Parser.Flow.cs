using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <content>Branches, iterations, function definitions and invocations.</content>
internal sealed partial class Parser
{
    private IfNode If()
    {
        at++;
        var condition = Expression();
        ExpectWord("then");
        var then = Expression();
        ExpectWord("else");
        return new IfNode(condition, then, Expression());
    }

    private ForNode For()
    {
        at++;
        var mark = names.Mark;
        var iterators = Iterators();
        ExpectWord("return");
        var body = Expression();
        names.Restore(mark);
        return new ForNode(iterators, body);
    }

    private QuantifiedNode Quantified()
    {
        var every = Current.Text == "every";
        at++;
        var mark = names.Mark;
        var iterators = Iterators();
        ExpectWord("satisfies");
        var condition = Expression();
        names.Restore(mark);
        return new QuantifiedNode(every, iterators, condition);
    }

    private ImmutableArray<Iterator> Iterators()
    {
        var iterators = ImmutableArray.CreateBuilder<Iterator>();
        do
        {
            var name = IteratorName();
            ExpectWord("in");
            var domain = Expression();
            if (TakeSymbol(".."))
            {
                domain = new IterationRangeNode(domain, Expression());
            }

            iterators.Add(new Iterator(name, domain));
            names.Declare(name);
        } while (TakeSymbol(",") && failure is null);
        return iterators.ToImmutable();
    }

    private string IteratorName()
    {
        var first = at;
        while ((Current.Kind == TokenKind.Word && Current.Text != "in") || (at > first && IsInsideName(Current)))
        {
            at++;
        }

        if (at == first)
        {
            Fail("the name of a variable is expected");
        }

        return Join(first, Math.Max(first, at));
    }

    private Node FunctionDefinition()
    {
        at += 2;
        var mark = names.Mark;
        var parameters = FormalParameters();
        var isExternal = TakeWord("external");
        var body = Expression();
        names.Restore(mark);
        return isExternal ? new ExternalFunctionNode() : new FunctionNode(parameters, body);
    }

    private ImmutableArray<FormalParameter> FormalParameters()
    {
        var parameters = ImmutableArray.CreateBuilder<FormalParameter>();
        if (TakeSymbol(")"))
        {
            return [];
        }

        do
        {
            var name = Key();
            parameters.Add(new FormalParameter(name, TakeSymbol(":") ? Type() : FeelType.Anything));
            names.Declare(name);
        } while (TakeSymbol(","));
        ExpectSymbol(")");
        return parameters.ToImmutable();
    }

    private Node Invocation(Node called)
    {
        at++;
        if (Current.Kind is TokenKind.Word or TokenKind.Text && IsNamedArgument())
        {
            return NamedInvocation(called);
        }

        var arguments = ImmutableArray.CreateBuilder<Node>();
        if (!TakeSymbol(")"))
        {
            do
            {
                arguments.Add(ListItem());
            } while (TakeSymbol(","));
            ExpectSymbol(")");
        }

        return called is NameNode { Name: "is defined" or "is defined?" } && arguments.Count == 1
            ? new IsDefinedNode(arguments[0])
            : new InvocationNode(called, arguments.ToImmutable());
    }

    private bool IsNamedArgument()
    {
        var index = at;
        while (tokens[index].Kind is TokenKind.Word or TokenKind.Text || (index > at && IsInsideName(tokens[index])))
        {
            index++;
        }

        return tokens[index].IsSymbol(":");
    }

    private NamedInvocationNode NamedInvocation(Node called)
    {
        var arguments = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        do
        {
            var name = Key();
            ExpectSymbol(":");
            arguments.Add(new(name, ListItem()));
        } while (TakeSymbol(","));
        ExpectSymbol(")");
        return new NamedInvocationNode(called, arguments.ToImmutable());
    }
}
