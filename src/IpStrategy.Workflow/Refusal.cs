namespace IpStrategy.Workflow;

/// <summary>
/// A named reason why something was not done. A value, not an exception: nothing has changed when one is returned.
/// Each refusal is a record of its own, named as a sentence; its properties are the facts a message needs.
/// </summary>
public abstract record Refusal
{
    /// <summary>Stable, UPPER_SNAKE_CASE name of the refusal, derived from the type's name.</summary>
    public string Code => RefusalCode.Of(GetType());
}

/// <summary>Either a value or the refusal that stands in its place; never both, never neither.</summary>
public readonly record struct Outcome<T>
    where T : class
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    /// <summary>The refusal, or null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when there is a refusal in place of the value.</summary>
    public bool IsRefused => Refusal is not null;

    /// <summary>The value; reading it on a refused outcome is a bug and throws.</summary>
    public T Value => _value ?? throw new InvalidOperationException($"Refused: {Refusal}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
