namespace IpStrategy.Persistence.Agencies;

/// <summary>单位, as a row; <see cref="IpStrategy.Domain.Agencies.AgencyDirectory"/> is built from these.</summary>
public sealed class AgencyRow
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string FullName { get; init; }
    public required string Kind { get; init; }
    public bool IsSubordinate { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    /// <summary>Other names, as a JSON list.</summary>
    public string Aliases { get; init; } = "[]";

    /// <summary>What became of it, as JSON in the form of the reference data.</summary>
    public string Successors { get; init; } = "[]";
}

public sealed class AgencyGroupRow
{
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Other names, as a JSON list.</summary>
    public string Aliases { get; init; } = "[]";
    public bool IsOpen { get; init; }
    public DateOnly? AsOf { get; init; }
}

public sealed class AgencyGroupMemberRow
{
    public required string GroupCode { get; init; }
    public required string AgencyCode { get; init; }
    public int Order { get; init; }
}

/// <summary>One day of a year's holiday arrangement that differs from the week: off, or worked to make up.</summary>
public sealed class HolidayRow
{
    public DateOnly Date { get; init; }
    public bool IsWorking { get; init; }
    public required string Festival { get; init; }
    public int ArrangementYear { get; init; }
}
