using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Notices;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Web.Api;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Notices;

/// <param name="After">Where this page of the list begins; null on the first.</param>
/// <param name="Problem">Why an import was refused, in a sentence.</param>
/// <param name="Earlier">The notice that is the same, where that is why.</param>
public sealed record NoticesModel(
    Page<NoticeLine> Page,
    string? After,
    Posted? Typed = null,
    string? Problem = null,
    string? Earlier = null
);

/// <summary>Who looks at a draft, and who issues plans here.</summary>
public sealed record DraftReader(Actor Actor, IssueApproval Approval);

/// <summary>A draft beside its doubts.</summary>
/// <param name="Showing">all, doubts or inferred.</param>
public sealed record NoticeModel(NoticeView Notice, string Showing, DraftReader Reader)
{
    public Posted? Typed { get; init; }
    public string? Problem { get; init; }

    /// <summary>Not in force yet, and this reader's to mend.</summary>
    public bool IsDraft => DraftRules.MayMend(State, Reader.Actor) is null;

    public bool IsSubmitted => State == NoticeState.Submitted;

    public bool MaySubmit =>
        Reader.Approval == IssueApproval.ByDirector
        && Reader.Actor.Post == Post.Clerk
        && DraftRules.MaySubmit(State) is null;

    public bool MayIssue => DraftRules.MayIssue(State, Reader.Actor, Reader.Approval) is null;

    public bool Decides => Reader.Actor.Post == Post.Director;

    private NoticeState State => Enum.Parse<NoticeState>(Notice.State, ignoreCase: true);

    public ImmutableArray<DraftAssignmentView> Shown =>
        Showing switch
        {
            "doubts" => [.. Notice.Assignments.Where(a => DoubtsOf(a).Any())],
            "inferred" => [.. Notice.Assignments.Where(a => a.LeadBasis == "inferred")],
            _ => Notice.Assignments,
        };

    public int LeadsOpen => Notice.Assignments.Count(a => !a.LeadConfirmed);

    public int DatesOpen => Notice.Assignments.Count(a => a.DueOn is null);

    public int UnknownOpen => Notice.Assignments.Count(HasUnknown);

    public int Doubtful => Notice.Assignments.Count(a => DoubtsOf(a).Any());

    public IEnumerable<DraftDiagnosticView> General => Notice.Diagnostics.Where(d => d.Assignment is null);

    public IEnumerable<DraftDiagnosticView> RemarksOf(DraftAssignmentView a) =>
        Notice.Diagnostics.Where(d => d.Assignment == a.Number && d.Code is not "NO_DEADLINE");

    /// <summary>What wants a person's eye; mere information does not.</summary>
    public IEnumerable<DraftDiagnosticView> DoubtsOf(DraftAssignmentView a) =>
        RemarksOf(a).Where(d => d.Severity != "information");

    public static bool HasUnknown(DraftAssignmentView a) => a.Leads.Concat(a.CoResponsible).Any(p => p.Code is null);
}

/// <summary>One assignment of a draft being mended, its parties as lines of names.</summary>
public sealed record MendModel(NoticeView Notice, DraftAssignmentView Assignment, Posted? Typed = null)
{
    public string? Problem { get; init; }

    public string? ProblemField { get; init; }

    public bool HasOpenGroup { get; init; }

    public IEnumerable<DraftDiagnosticView> Remarks =>
        Notice.Diagnostics.Where(d => d.Assignment == Assignment.Number && d.Code is not "NO_DEADLINE");

    public string Leads => Typed?.Raw("leads") ?? Lines(Assignment.Leads);

    public string CoResponsible => Typed?.Raw("co") ?? Lines(Assignment.CoResponsible);

    public string DueOn => Typed?.Raw("dueOn") ?? (Assignment.DueOn is { } due ? Texts.OfficeTime.Iso(due) : "");

    public IReadOnlyCollection<string> Named => Typed is null ? Assignment.NamedAgencies : Typed.All("named");

    public string? WrongAt(string field) => ProblemField == field ? Problem : null;

    private static string Lines(ImmutableArray<DraftPartyView> parties) =>
        string.Join('\n', parties.Select(p => p.Name));
}

/// <param name="Undertakings">What issuing would start today.</param>
public sealed record IssueModel(NoticeView Notice, int Undertakings, Posted? Typed = null, Refusal? Refusal = null)
{
    public string? Problem => Refusal is null ? null : RefusalTexts.Of(Refusal);

    public int LeadsOpen => Notice.Assignments.Count(a => !a.LeadConfirmed);

    public int DatesOpen => Notice.Assignments.Count(a => a.DueOn is null);
}

/// <summary>The text of a notice as it came, by lines.</summary>
public sealed record NoticeTextModel(NoticeView Notice, ImmutableArray<string> Lines)
{
    public bool HasDoubt(int line) => Notice.Diagnostics.Any(d => d.Line == line && d.Severity != "information");
}
