using System.Collections.Immutable;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;

namespace IpStrategy.Application.Plans.Control;

/// <summary>What the office, or a leader, wants done with an assignment.</summary>
public sealed record ControlOrder(long AssignmentId, ControlVerb Verb)
{
    /// <summary>One of several undertakings; null = all of them.</summary>
    public long? UndertakingId { get; init; }
    public string? Reason { get; init; }

    /// <summary>Only a preview: nothing is changed.</summary>
    public bool IsPreview { get; init; }

    /// <summary>The mark of the preview that was seen: refused where its effects would be others by now.</summary>
    public string? Mark { get; init; }

    /// <summary>The new lead, for a hand-over.</summary>
    public string? To { get; init; }

    /// <summary>Agencies named for an open group; addressees of an instruction.</summary>
    public ImmutableArray<string> Agencies { get; init; } = [];

    /// <summary>Codes of agencies and groups; null = as they are.</summary>
    public ImmutableArray<string>? Leads { get; init; }
    public ImmutableArray<string>? CoResponsible { get; init; }
    public DueRule? Due { get; init; }

    /// <summary>For a change: with how many undertakings done it counts as done, and what silence means.</summary>
    public int? Quorum { get; init; }
    public SilenceRule? Silence { get; init; }

    /// <summary>New text of the assignment; text of an instruction.</summary>
    public string? Text { get; init; }
}

/// <summary>One line of what an operation does, or did, to running work. Codes with their names.</summary>
public sealed record EffectView(
    string Kind,
    string? Lead,
    string? LeadName,
    string? WorkItemId,
    string? Step,
    string? StepName,
    string? Body,
    string? BodyName,
    DateOnly? From,
    DateOnly? To,
    int? Days,
    string? Before,
    string? After
);

/// <summary>What was done, or with <paramref name="DryRun"/> would be.</summary>
/// <param name="Mark">Of a preview: hand it back, and what is done is what was seen.</param>
/// <param name="RecordId">Of what was done: its place in the record of changes.</param>
public sealed record ControlView(
    AssignmentSummary Assignment,
    bool DryRun,
    string? Mark,
    string? RecordId,
    ImmutableArray<EffectView> Effects
);

/// <summary>An entry of 变更记录.</summary>
public sealed record ControlRecordView(
    string Id,
    string Verb,
    string? UndertakingId,
    DateTimeOffset At,
    string By,
    string? ByPost,
    string Reason,
    ImmutableArray<EffectView> Effects
);

/// <summary>An addressee of an instruction and how far it is.</summary>
/// <param name="State">open or done.</param>
public sealed record AddresseeView(string Code, string Name, string State);

/// <summary>批示.</summary>
public sealed record InstructionView(
    string Id,
    string Text,
    DateTimeOffset At,
    string By,
    string? ByPost,
    DateOnly DueOn,
    ImmutableArray<AddresseeView> Addressees
);
