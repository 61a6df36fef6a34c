using System.Collections.Immutable;
using IpStrategy.Application;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Notices;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Web.Texts;

namespace IpStrategy.Web.Pages.Notices;

/// <summary>Mends the parties and the date of one assignment of a draft. Agencies are written by name, as people know them.</summary>
internal static class MendPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/notices/{id}/assignments/{number:int}", ShowAsync).For(Operation.PrepareNotice);
        pages.MapPost("/notices/{id}/assignments/{number:int}", MendAsync).For(Operation.PrepareNotice);
    }

    private static async Task<IResult> ShowAsync(
        string id,
        int number,
        HttpContext http,
        NoticeDrafts drafts,
        ReferenceTables reference
    )
    {
        var notice = await NoticePages.FindAsync(id, http, drafts);
        return notice switch
        {
            null => Show.NotFound(),
            { State: not "draft" } => Show.SeeOther($"/notices/{id}"),
            _ => ModelOf(notice, number, reference) is { } model ? Show.Page<MendPage>(model) : Show.NotFound(),
        };
    }

    private static async Task<IResult> MendAsync(
        string id,
        int number,
        Posted posted,
        HttpContext http,
        MendNotice mend,
        NoticeDrafts drafts,
        ReferenceTables reference
    )
    {
        var notice = await NoticePages.FindAsync(id, http, drafts);
        if (notice is null || ModelOf(notice, number, reference) is not { } model)
        {
            return Show.NotFound();
        }
        model = model with { Typed = posted };
        if (posted.IsResumed)
        {
            return Show.Page<MendPage>(model);
        }
        var (leads, co) = (CodesOf(posted.Raw("leads"), reference), CodesOf(posted.Raw("co"), reference));
        if ((leads.Unknown ?? co.Unknown) is { } unknown)
        {
            return Refused(model, SentenceFor(unknown, reference), leads.Unknown is null ? "co" : "leads");
        }
        if (leads.Codes.IsEmpty)
        {
            return Refused(model, RefusalTexts.Of(new AssignmentHasNoLead(number)), "leads");
        }
        var mending = MendingOf(model, posted, leads.Codes, co.Codes);
        var outcome = await mend.RunAsync(Opaque.Read(id) ?? 0, mending, http.User.Actor(), http.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            return Show.Page<MendPage>(model with { Problem = RefusalTexts.Of(refusal) }, Problems.StatusOf(refusal));
        }
        Flash.Set(http, "Done.mend");
        return Show.SeeOther($"/notices/{id}");
    }

    private static NoticeMending MendingOf(
        MendModel model,
        Posted posted,
        ImmutableArray<string> leads,
        ImmutableArray<string> co
    )
    {
        var due = NoticePages.DateOf(posted.Text("dueOn"));
        var change = new AssignmentMending(model.Assignment.Number, leads, co, true, due, posted.All("named"));
        return new NoticeMending(posted.Version, false, null, null, [change]);
    }

    private static MendModel? ModelOf(NoticeView notice, int number, ReferenceTables reference) =>
        notice.Assignments.FirstOrDefault(a => a.Number == number) is { } assignment
            ? new MendModel(notice, assignment)
            {
                HasOpenGroup = assignment.CoResponsible.Any(p =>
                    reference.Directory.Groups.Any(g => g.Code.Value == p.Code && g.Type == AgencyGroupType.Open)
                ),
            }
            : null;

    private static IResult Refused(MendModel model, string problem, string field) =>
        Show.Page<MendPage>(
            model with
            {
                Problem = problem,
                ProblemField = field,
            },
            StatusCodes.Status422UnprocessableEntity
        );

    /// <summary>The codes of the names, one a line; the first that the directory does not know.</summary>
    private static (ImmutableArray<string> Codes, string? Unknown) CodesOf(string? lines, ReferenceTables reference)
    {
        var codes = ImmutableArray.CreateBuilder<string>();
        var separators = new[] { '\n', '\r', '、', ',', '，', ';', '；' };
        const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var name in (lines ?? "").Split(separators, Trimmed))
        {
            if (reference.Directory.Find(name) is not { } party)
            {
                return ([], name);
            }
            codes.Add(party.Code.Value);
        }
        return ([.. codes.Distinct()], null);
    }

    private static string SentenceFor(string unknown, ReferenceTables reference)
    {
        var near = reference.Directory.NearNames(unknown, 3);
        return near.IsEmpty
            ? Wording.Say("Mend.UnknownAlone", unknown)
            : Wording.Say("Mend.Unknown", unknown, string.Join(Wording.Comma, near));
    }
}
