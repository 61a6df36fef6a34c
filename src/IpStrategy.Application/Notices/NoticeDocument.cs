using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using IpStrategy.Domain.Notices;
using IpStrategy.Domain.Reports;

namespace IpStrategy.Application.Notices;

/// <summary>A party of a draft. <paramref name="Code"/> is null while the directory does not know the name: a doubt to be mended.</summary>
public sealed record DraftPartyView(string Name, string? Code, bool IsGroup);

public sealed record DraftTargetView(decimal Quantity, string Unit, string What, bool Approximate);

public sealed record DraftDiagnosticView(
    string Severity,
    string Code,
    string Message,
    int Line,
    int Column,
    int? Assignment
);

/// <summary>One assignment of a draft plan, as read and as mended.</summary>
/// <param name="LeadConfirmed">False while the lead is only inferred and nobody has confirmed it.</param>
/// <param name="DueOn">Set by the office, or taken from an explicit deadline of the text.</param>
/// <param name="NamedAgencies">Codes the office named for open groups; empty = named before the consultation.</param>
public sealed record DraftAssignmentView(
    int Number,
    string Label,
    int Section,
    string Text,
    string Responsibility,
    string Form,
    string LeadBasis,
    bool LeadConfirmed,
    ImmutableArray<DraftPartyView> Leads,
    ImmutableArray<DraftPartyView> CoResponsible,
    ImmutableArray<DraftTargetView> Targets,
    ImmutableArray<string> Deliverables,
    DateOnly? DueOn,
    ImmutableArray<string> NamedAgencies,
    int Start,
    int End
)
{
    /// <summary>报告周期; null = as the plan is issued with.</summary>
    public ReportCycle? ReportCycle { get; init; }
}

public sealed record DraftSectionView(int Number, string Label, string Title);

/// <summary>The draft plan as it is stored with its notice.</summary>
public sealed record NoticeDocument(
    string Title,
    string? Issuer,
    string? DocumentNumber,
    DateOnly? Date,
    ImmutableArray<DraftSectionView> Sections,
    ImmutableArray<DraftAssignmentView> Assignments,
    ImmutableArray<NoticeDiagnostic> Diagnostics
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static NoticeDocument FromJson(string json) => JsonSerializer.Deserialize<NoticeDocument>(json, Options)!;

    public static NoticeDocument Of(NoticeDraft draft) =>
        new(
            draft.Title ?? "",
            draft.Issuer,
            draft.DocumentNumber,
            draft.Date,
            [.. draft.Sections.Select(s => new DraftSectionView(s.Number, s.Label, s.Title))],
            [.. draft.Assignments.Select(Of)],
            draft.Diagnostics
        );

    private static DraftAssignmentView Of(DraftAssignment a) =>
        new(
            a.Number,
            a.Label,
            a.Section ?? 0,
            a.Text,
            a.Responsibility,
            Words.Of(a.Form),
            Words.Of(a.LeadBasis),
            a.LeadBasis != LeadBasis.Inferred,
            [.. a.Leads.Select(Of)],
            [.. a.CoResponsible.Select(Of)],
            [.. a.Targets.Select(t => new DraftTargetView(t.Quantity, t.Unit, t.What, t.Approximate))],
            [.. a.Deliverables.Select(d => d.Text)],
            a.Deadlines.FirstOrDefault(d =>
                d.Kind is DeadlineKind.Explicit or DeadlineKind.Month or DeadlineKind.Year
            )?.Date,
            [],
            a.Span.Start,
            a.Span.End
        );

    private static DraftPartyView Of(DraftParty p) => new(p.Name, p.Code?.Value, p.IsGroup);
}
