namespace IpStrategy.Persistence.Agencies;

/// <summary>单位, as a row; <see cref="IpStrategy.Domain.Agencies.AgencyDirectory"/> is built from these.</summary>
public sealed class AgencyRow
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string FullName { get; set; }
    public required string Kind { get; set; }
    public bool IsSubordinate { get; set; }
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }

    /// <summary>Other names, as a JSON list.</summary>
    public string Aliases { get; set; } = "[]";

    /// <summary>What became of it, as JSON in the form of the reference data.</summary>
    public string Successors { get; set; } = "[]";

    /// <summary>Names it bore before, as a JSON list, oldest first.</summary>
    public string FormerNames { get; set; } = "[]";
    public int Version { get; set; } = 1;
}

public sealed class AgencyGroupRow
{
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>Other names, as a JSON list.</summary>
    public string Aliases { get; set; } = "[]";
    public bool IsOpen { get; set; }
    public DateOnly? AsOf { get; init; }
    public int Version { get; set; } = 1;
}

public sealed class AgencyGroupMemberRow
{
    public required string GroupCode { get; init; }
    public required string AgencyCode { get; init; }
    public int Order { get; set; }
}

/// <summary>One day of a year's holiday arrangement that differs from the week: off, or worked to make up.</summary>
public sealed class HolidayRow
{
    public DateOnly Date { get; init; }
    public bool IsWorking { get; init; }
    public required string Festival { get; init; }
    public int ArrangementYear { get; init; }
}
