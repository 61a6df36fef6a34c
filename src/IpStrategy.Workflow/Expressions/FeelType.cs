using System.Collections.Immutable;

namespace IpStrategy.Workflow.Expressions;

/// <summary>A type as written after <c>instance of</c> and in parameter lists (DMN 1.5, clause 10.3.2.9).</summary>
internal abstract record FeelType
{
    private FeelType() { }

    public static FeelType Anything { get; } = new AnyType();

    /// <summary>The result of a function whose body was not looked into; it is taken for what is asked.</summary>
    public static FeelType Undetermined { get; } = new UndeterminedType();

    public static FeelType Of(FeelKinds kind) => new SimpleType(kind);

    /// <summary>Whether a value is an instance; null is an instance of Null alone.</summary>
    public abstract bool Includes(FeelValue value);

    /// <summary>Whether every value of this type may stand where the other is expected.</summary>
    public virtual bool ConformsTo(FeelType other) => other is AnyType || Equals(other);

    /// <summary>The value as an argument of this type, after the implicit conversions of clause 10.3.2.9.4; null when it does not fit.</summary>
    public FeelValue? Convert(FeelValue value)
    {
        if (value.IsNull || this is AnyType || Includes(value))
        {
            return value;
        }

        return this switch
        {
            ListType list when list.Item.Includes(value) => new FeelValue.List([value]),
            SimpleType { Kind: FeelKinds.DateAndTime } when value is FeelValue.Date date => new FeelValue.DateAndTime(
                date.Value,
                0,
                ZoneMark.Utc
            ),
            not ListType when value is FeelValue.List { Items: [var only] } && Includes(only) => only,
            _ => null,
        };
    }

    internal sealed record AnyType : FeelType
    {
        public override bool Includes(FeelValue value) => !value.IsNull;
    }

    internal sealed record UndeterminedType : FeelType
    {
        public override bool Includes(FeelValue value) => true;

        public override bool ConformsTo(FeelType other) => true;
    }

    /// <summary>A type of which only some values are allowed.</summary>
    internal sealed record RestrictedType(FeelType Whole, Func<FeelValue, bool> Allows) : FeelType
    {
        public override bool Includes(FeelValue value) => Whole.Includes(value) && Allows(value);

        public override bool ConformsTo(FeelType other) => Whole.ConformsTo(other) || base.ConformsTo(other);
    }

    internal sealed record SimpleType(FeelKinds Kind) : FeelType
    {
        public override bool Includes(FeelValue value) => value.Kind == Kind;

        public override bool ConformsTo(FeelType other) => Kind == FeelKinds.Null || base.ConformsTo(other);
    }

    internal sealed record ListType(FeelType Item) : FeelType
    {
        public override bool Includes(FeelValue value) =>
            value is FeelValue.List list && list.Items.All(i => i.IsNull || Item.Includes(i));

        public override bool ConformsTo(FeelType other) =>
            other is AnyType || (other is ListType list && Item.ConformsTo(list.Item));
    }

    internal sealed record RangeType(FeelType Item) : FeelType
    {
        public override bool Includes(FeelValue value) =>
            value is FeelValue.Range range
            && (range.Start.IsNull || Item.Includes(range.Start))
            && (range.End.IsNull || Item.Includes(range.End));

        public override bool ConformsTo(FeelType other) =>
            other is AnyType || (other is RangeType range && Item.ConformsTo(range.Item));
    }

    internal sealed record ContextType(ImmutableArray<KeyValuePair<string, FeelType>> Fields) : FeelType
    {
        public override bool Includes(FeelValue value) =>
            value is FeelValue.Context context
            && Fields.All(f => context.TryGet(f.Key, out var held) && (held.IsNull || f.Value.Includes(held)));

        public override bool ConformsTo(FeelType other) =>
            other is AnyType
            || (
                other is ContextType context
                && context.Fields.All(f => Fields.Any(own => own.Key == f.Key && own.Value.ConformsTo(f.Value)))
            );
    }

    internal sealed record FunctionType(ImmutableArray<FeelType> Parameters, FeelType Result) : FeelType
    {
        public override bool Includes(FeelValue value) =>
            value is FeelValue.Function function && function.Callable.Type.ConformsTo(this);

        public override bool ConformsTo(FeelType other) =>
            other is AnyType
            || (
                other is FunctionType function
                && function.Parameters.Length == Parameters.Length
                && function.Parameters.Zip(Parameters).All(pair => pair.First.ConformsTo(pair.Second))
                && Result.ConformsTo(function.Result)
            );
    }

    /// <summary>A type name nobody defined; nothing is an instance of it.</summary>
    internal sealed record UnknownType(string Name) : FeelType
    {
        public override bool Includes(FeelValue value) => false;
    }
}
