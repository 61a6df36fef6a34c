using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Web.Pages.Plans;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>Whom a page offers: the people of one agency, and the agencies among which it can be changed.</summary>
/// <param name="Verb">What is to be done with them.</param>
/// <param name="Agency">Code of the agency whose people are shown.</param>
public sealed record PeopleChoice(
    string Verb,
    ImmutableArray<(string Code, string Name)> Agencies,
    string Agency,
    ImmutableArray<PersonChoice> People
)
{
    /// <summary>Several at once, or only one.</summary>
    public bool IsForSeveral => Verb is "add-signers" or "remove-signers" or "copy-to";

    public bool AsksPlace => Verb == "add-signers";

    /// <summary>Only the office hands on from here, and never without saying why.</summary>
    public bool AsksReason => Verb == "transfer";

    public bool HasNote => Verb != "remove-signers";
}

/// <summary>Puts together what a page that asks for people needs, in whatever way it was reached.</summary>
public sealed class PeopleCall(
    WorkItemDetail detail,
    PeopleToAsk people,
    LedgerAgencies agencies,
    ReferenceTables reference
)
{
    public WorkItemDetail Detail => detail;

    internal static bool IsOffice(HttpContext http) => http.User.Actor().IsOffice;

    internal FormCall Of(string id, string verb, Posted posted, HttpContext http)
    {
        var agency = posted.Text("agency");
        // Whoever has given it out of hand may see it no longer; what is still his he goes on with.
        var next = verb is "transfer" or "delegate" ? "/" : $"/work-items/{id}";
        return new FormCall(id, verb, posted, http, detail, next, view => ChoiceOf(view, verb, agency, http));
    }

    internal WorkItemModel ModelOf(WorkItemDetailView view, string verb, HttpContext http) =>
        new(view) { People = ChoiceOf(view, verb, http.Request.Query["agency"], http) };

    private PeopleChoice ChoiceOf(WorkItemDetailView view, string verb, string? asked, HttpContext http)
    {
        var actor = http.User.Actor();
        if (verb == "remove-signers")
        {
            // No agency: whom he has added, wherever they are from.
            return new PeopleChoice(
                verb,
                [],
                "",
                [.. view.Added.Select(a => new PersonChoice(a.UserName, a.Name, default))]
            );
        }
        var own = PeopleToAsk.BodyOf(actor);
        var parties = verb == "copy-to" ? view.Parties.Select(p => p.Code).OfType<string>().ToList() : [];
        var offered = actor.IsOffice ? Everybody() : parties.Prepend(own).Distinct().Select(Named).ToImmutableArray();
        var usual = verb == "transfer" ? view.Item.Body : own;
        var agency = offered.Any(a => a.Code == asked) ? asked! : usual;
        return new PeopleChoice(verb, offered, agency, people.Of(agency, actor, parties));
    }

    private ImmutableArray<(string Code, string Name)> Everybody() =>
        [
            .. agencies
                .All.Select(a => (a.Code.Value, a.Name))
                .Prepend(Named(PostGroups.OfficeCode))
                .DistinctBy(a => a.Item1),
        ];

    private (string Code, string Name) Named(string code) => (code, reference.NameOf(code));
}
