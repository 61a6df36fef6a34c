namespace IpStrategy.Workflow.Expressions;

/// <summary>What a time says about its zone: nothing, an offset, or a named zone together with the offset it has there.</summary>
public readonly record struct ZoneMark(int? OffsetSeconds, string? ZoneId)
{
    /// <summary>A local time.</summary>
    public static ZoneMark None { get; }

    /// <summary>Universal time.</summary>
    public static ZoneMark Utc { get; } = new(0, null);

    /// <summary>True for a local time.</summary>
    public bool IsNone => OffsetSeconds is null;

    /// <summary>A fixed offset.</summary>
    public static ZoneMark Offset(int seconds) => new(seconds, null);
}
