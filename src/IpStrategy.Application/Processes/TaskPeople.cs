using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Application.Processes;

/// <summary>Whom a user task means: diagrams say groups and user names, work items posts and accounts.</summary>
/// <param name="Groups">Who may take it; candidates named in person are groups of one.</param>
/// <param name="Body">The body that must act: of the first of those meant; offices and leaders without an agency count as the office.</param>
internal sealed record TaskPeople(ImmutableArray<string> Groups, Person? Assignee, string Body)
{
    public string? AssigneeKey => Assignee is { } person ? InstanceIds.UserKey(person.Id) : null;

    public static TaskPeople Of(TaskAttributes attributes, PostHolders holders)
    {
        var assignee = attributes.Assignee is { } name ? PersonOf(name, holders) : null;
        var inPerson = attributes.CandidateUsers.Select(u => PersonOf(u, holders)).OfType<Person>().ToList();
        ImmutableArray<string> groups = [.. attributes.CandidateGroups, .. inPerson.Select(p => PostGroups.User(p.Id))];
        // Never a dead end, and never everybody's: what names nobody is the office's to see to.
        return groups.IsEmpty && assignee is null
            ? new TaskPeople([PostGroups.OfficeClerk], null, PostGroups.OfficeCode)
            : new TaskPeople(
                groups,
                assignee,
                BodyOf(attributes.CandidateGroups, assignee ?? inPerson.FirstOrDefault())
            );
    }

    private static string BodyOf(ImmutableArray<string> groups, Person? person) =>
        groups.IsEmpty ? person?.AgencyCode ?? PostGroups.OfficeCode
        : groups[0].Split(':') is ["agency" or "leader", var code] ? code
        : PostGroups.OfficeCode;

    /// <summary>By user name, as diagrams say it; else by the key of an account, which a command may have put into a variable.</summary>
    private static Person? PersonOf(string name, PostHolders holders) =>
        holders.FindByUserName(name) ?? (InstanceIds.UserOf(name) is { } id ? holders.Find(id) : null);
}
