using System.Collections.Immutable;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Plans.Control;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Web.Api;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Plans.Control;

/// <summary>One operation on an assignment: its form, what was typed, what it would do, why it was refused.</summary>
/// <param name="Action">The verb as the address spells it.</param>
/// <param name="Preview">Null until there is enough to tell.</param>
public sealed record ControlModel(
    AssignmentView View,
    string Action,
    ControlVerb Verb,
    ImmutableArray<Agency> Agencies,
    ControlView? Preview = null,
    Posted? Typed = null,
    Refusal? Refusal = null
)
{
    /// <summary>One key a page: the same form sent twice is done once.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    public string? Problem => Refusal is { } refusal ? RefusalTexts.Of(refusal) : null;

    /// <summary>One of several can be chosen.</summary>
    public bool ChoosesUndertaking =>
        View.Courses.Length > 1 && Verb is not (ControlVerb.Change or ControlVerb.Instruct);

    /// <summary>For a hand-over one must be.</summary>
    public bool MustChoose => Verb is ControlVerb.HandOver or ControlVerb.NameAgencies;

    public bool AsksDate => Verb is ControlVerb.Change or ControlVerb.Instruct;

    public IEnumerable<PartyView> Of(string role) => View.Parties.Where(p => p.Role == role && p.Code is not null);

    /// <summary>Groups stay what the notice says; they are kept or left out as a whole.</summary>
    public IEnumerable<PartyView> Groups(string role) => Of(role).Where(p => p.IsGroup);

    public IReadOnlyCollection<string> CoResponsible =>
        Typed is { } typed ? typed.All("coResponsible") : [.. Of("coResponsible").Select(p => p.Code!)];
}
