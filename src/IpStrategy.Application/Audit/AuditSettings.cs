namespace IpStrategy.Application.Audit;

/// <summary>Section <c>Audit</c> of the settings file.</summary>
public sealed record AuditSettings
{
    public const string Section = "Audit";

    /// <summary>Folder of the daily anchors; empty = <c>anchors</c> in the data folder. Best on another machine.</summary>
    public string AnchorFolder { get; init; } = "";

    /// <summary>From when on, in the office's zone, the day's anchor is written.</summary>
    public TimeOnly AnchorAt { get; init; } = new(18, 0);

    /// <summary>How many days entries are kept after they were sealed; 0 = for ever.</summary>
    public int KeepDays { get; init; }
}
