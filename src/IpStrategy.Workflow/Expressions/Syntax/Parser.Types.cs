using System.Collections.Immutable;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <content>Types (grammar rule 54).</content>
internal sealed partial class Parser
{
    private static readonly ImmutableArray<KeyValuePair<KnownName, FeelType>> SimpleTypes =
    [
        Simple("years and months duration", FeelKinds.YearsAndMonths),
        Simple("year month duration", FeelKinds.YearsAndMonths),
        Simple("days and time duration", FeelKinds.DaysAndTime),
        Simple("day time duration", FeelKinds.DaysAndTime),
        Simple("date and time", FeelKinds.DateAndTime),
        Simple("date time", FeelKinds.DateAndTime),
        Simple("number", FeelKinds.Number),
        Simple("string", FeelKinds.Text),
        Simple("boolean", FeelKinds.Bool),
        Simple("date", FeelKinds.Date),
        Simple("time", FeelKinds.Time),
        Simple("Null", FeelKinds.Null),
        new(KnownName.Of("Any"), FeelType.Anything),
    ];

    private FeelType Type()
    {
        Deeper();
        var type = WrittenType();
        nesting--;
        return type;
    }

    private FeelType WrittenType()
    {
        if (Current.Kind != TokenKind.Word)
        {
            Fail("a type is expected");
            return FeelType.Anything;
        }

        // Without parameters these are no types (table 61); their names may be those of item definitions.
        switch (Current.Text)
        {
            case "list" when Following.IsSymbol("<"):
                at++;
                return new FeelType.ListType(Parameter());
            case "range" when Following.IsSymbol("<"):
                at++;
                return new FeelType.RangeType(Parameter());
            case "context" when Following.IsSymbol("<"):
                at++;
                return new FeelType.ContextType(Fields());
            case "function" when Following.IsSymbol("<"):
                at++;
                return FunctionType();
            default:
                return NamedType();
        }
    }

    private static KeyValuePair<KnownName, FeelType> Simple(string name, FeelKinds kind) =>
        new(KnownName.Of(name), new FeelType.SimpleType(kind));

    private FeelType NamedType()
    {
        foreach (var (name, type) in SimpleTypes)
        {
            if (name.Matches(tokens, at))
            {
                at += name.Parts.Length;
                return type;
            }
        }

        return new FeelType.UnknownType(Take(1));
    }

    private FeelType Parameter()
    {
        ExpectSymbol("<");
        var type = Type();
        ExpectSymbol(">");
        return type;
    }

    private ImmutableArray<KeyValuePair<string, FeelType>> Fields()
    {
        var fields = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelType>>();
        ExpectSymbol("<");
        do
        {
            var key = Key();
            ExpectSymbol(":");
            fields.Add(new(key, Type()));
        } while (TakeSymbol(",") && failure is null);
        ExpectSymbol(">");
        return fields.ToImmutable();
    }

    private FeelType FunctionType()
    {
        ExpectSymbol("<");
        var parameters = ImmutableArray.CreateBuilder<FeelType>();
        if (!TakeSymbol(">"))
        {
            do
            {
                parameters.Add(Type());
            } while (TakeSymbol(",") && failure is null);
            ExpectSymbol(">");
        }

        ExpectSymbol("->");
        return new FeelType.FunctionType(parameters.ToImmutable(), Type());
    }
}
