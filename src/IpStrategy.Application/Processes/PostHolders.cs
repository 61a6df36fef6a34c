using System.Collections.Frozen;
using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <param name="Email">Null where none is known.</param>
public sealed record Person(long Id, string UserName, string Name, string? Email, Post Post, string? AgencyCode)
{
    public Actor AsActor() => new(Id, Name, Post, AgencyCode);
}

/// <summary>Who holds which post, by candidate group; read once and replaced as a whole when accounts change.</summary>
public sealed class PostHolders
{
    private volatile FrozenDictionary<string, ImmutableArray<Person>> _byGroup = FrozenDictionary<
        string,
        ImmutableArray<Person>
    >.Empty;
    private volatile FrozenDictionary<long, Person> _byId = FrozenDictionary<long, Person>.Empty;
    private volatile FrozenDictionary<string, Person> _byUserName = FrozenDictionary<string, Person>.Empty;

    public ImmutableArray<Person> InGroup(string group) => _byGroup.GetValueOrDefault(group, []);

    public IEnumerable<Person> WithPost(Post post) => _byId.Values.Where(p => p.Post == post).OrderBy(p => p.Id);

    public IEnumerable<Person> All => _byId.Values.OrderBy(p => p.Id);

    public Person? Find(long id) => _byId.GetValueOrDefault(id);

    public Person? FindByUserName(string userName) => _byUserName.GetValueOrDefault(userName.ToUpperInvariant());

    public async Task RefreshAsync(IpStrategyContext db, CancellationToken cancel)
    {
        var people = await db
            .Users.Where(u => !u.IsDisabled)
            .OrderBy(u => u.Id)
            .Select(u => new Person(u.Id, u.UserName!, u.DisplayName, u.Email, u.Post, u.AgencyCode))
            .ToListAsync(cancel);
        _byId = people.ToFrozenDictionary(p => p.Id);
        _byUserName = people.ToFrozenDictionary(p => p.UserName.ToUpperInvariant());
        _byGroup = people
            .SelectMany(p => p.AsActor().Groups.Select(g => (Group: g, Person: p)))
            .GroupBy(x => x.Group)
            .ToFrozenDictionary(g => g.Key, g => g.Select(x => x.Person).ToImmutableArray());
    }
}
