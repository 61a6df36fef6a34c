using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Approvals.Signing;

namespace IpStrategy.Domain.Tests.Approvals;

/// <summary>
/// Random sequences of every operation by every person on every shape of step. The seed of a failing run stands in its message;
/// put it in the loop's place to replay it.
/// </summary>
public sealed class SigningPropertyTests
{
    private const int Runs = 4_000;
    private const int StepsPerRun = 40;

    private static readonly SignatoryPower[] Powers = Enum.GetValues<SignatoryPower>();

    private static readonly DateOnly Today = new(2010, 3, 16);

    [Fact]
    public void Whatever_is_done_somebody_can_act_nobody_acts_twice_and_the_history_explains_every_change()
    {
        var verdicts = new HashSet<SigningVerdict>();
        var operations = new HashSet<string>();
        for (var seed = 0; seed < Runs; seed++)
        {
            verdicts.Add(Run(seed, operations));
        }
        // The runs are worth something only if they reach every end, by every operation, for others too.
        Assert.Equal(Enum.GetValues<SigningVerdict>().Length, verdicts.Count);
        var all = typeof(SigningCommand).GetNestedTypes().Where(t => !t.IsAbstract).Select(t => t.Name);
        Assert.Empty(all.Except(operations));
        Assert.Contains("for another", operations);
    }

    private static SigningVerdict Run(int seed, HashSet<string> done)
    {
        var random = new Random(seed);
        var step = Opening(random);
        var proxies = Proxies(random);
        for (var i = 0; i < StepsPerRun; i++)
        {
            var command = AnyCommand(random, step);
            var actor = AnyActor(random, proxies, step, command);
            var before = step;
            var decision = SigningRules.Decide(step, command, actor);
            step = decision.Step;
            var what = $"seed {seed}, operation {i}: {command} by {actor.PersonId} for {actor.For}";

            Assert.True(Folded(before, decision.Happened).Equals(step, before, decision), what);
            Assert.True(SomebodyCanAct(step), what + ": nobody can act");
            Assert.True(NobodyActedTwice(step), what + ": somebody acted twice");
            Assert.True(step.IsOpen || step.Signers.All(s => !s.IsPending), what + ": open in a decided step");
            Assert.True(NobodySignedTheirOwn(step), what + ": own paper");
            Assert.True(IsExplained(before, step, decision), what + ": a change without a word in the history");
            if (decision.Refusal is null)
            {
                done.Add(command.GetType().Name);
                done.Add(actor.For is null ? "" : "for another");
                Assert.True(actor.For is null || IsNamed(proxies, actor), what + ": nobody named him");
            }
        }
        return step.Verdict;
    }

    private static SigningStep Opening(Random random)
    {
        SigningRule rule = random.Next(4) switch
        {
            0 => new SigningRule.All(),
            1 => new SigningRule.Any(),
            2 => new SigningRule.Share(random.Next(1, 101)),
            _ => new SigningRule.InTurn(),
        };
        var seats = Enumerable
            .Range(0, random.Next(1, 4))
            .Select(i => new SignerSeat([Desk(i)], null, random.Next(1, 4)))
            .ToArray();
        return SigningStep.Begin(rule, seats) with
        {
            SubmittedBy = random.Next(2) == 0 ? 1 : null,
            SubmittedFor = random.Next(4) == 0 ? 11 : null,
        };
    }

    private static string Desk(int number) => $"desk{number}";

    /// <summary>Some name others for a while: in force, over, ended, or yet to come.</summary>
    private static List<Proxy> Proxies(Random random)
    {
        var proxies = new List<Proxy>();
        for (var i = 0; i < random.Next(12); i++)
        {
            var (principal, deputy) = (random.Next(40), random.Next(40));
            if (principal == deputy)
            {
                continue;
            }
            var from = Today.AddDays(random.Next(-8, 3));
            var period = new ProxyPeriod(from, from.AddDays(random.Next(0, 8)));
            var proxy = new Proxy(i, Person(principal), Person(deputy), period, new ProxyScope.All());
            if (random.Next(6) == 0)
            {
                proxy.End(Person(principal), DateTimeOffset.UnixEpoch);
            }
            proxies.Add(proxy);
        }
        return proxies;
    }

    private static Actor Person(long id) => new(id, $"张{id}", Post.Officer, Desk((int)id / 10));

    private static bool IsNamed(List<Proxy> proxies, Signatory actor) =>
        proxies.Exists(p => p.DeputyId == actor.PersonId && p.PrincipalId == actor.For && p.IsInForce(Today));

    /// <summary>
    /// Four desks of ten persons; number 1 of desk 0 may be the submitter. In whose name somebody acts is chosen as it is for work
    /// items; now and then he tries it in a name of his own choice that has named him.
    /// </summary>
    private static Signatory AnyActor(Random random, List<Proxy> proxies, SigningStep step, SigningCommand command)
    {
        var person =
            random.Next(2) == 0 && proxies.Count > 0 ? proxies[random.Next(proxies.Count)].DeputyId : random.Next(40);
        var mandates = proxies
            .Where(p => p.DeputyId == person && p.IsInForce(Today))
            .Select(p => p.PrincipalId)
            .ToList();
        long? principal =
            command is SigningCommand.OnSigner { Signer: var id } && step.Find(id) is { } signer
                ? NameFor(step, signer, person, mandates)
                : null;
        if (mandates.Count > 0 && random.Next(3) == 0)
        {
            principal = mandates[random.Next(mandates.Count)];
        }
        return Of(person, principal) with { Power = Powers[random.Next(6) == 0 ? random.Next(Powers.Length) : 0] };
    }

    private static long? NameFor(SigningStep step, Signer signer, long person, List<long> principals)
    {
        bool CanAct(long? principal)
        {
            var desk = new Domain.Approvals.Signing.Desk(
                signer,
                step.IsTurnOf(signer),
                step.Submitters,
                Of(person, principal)
            );
            return DeskRules.MayStand(desk) is null && DeskRules.IsFree(desk) is null;
        }
        return CanAct(null) ? null : principals.Where(p => CanAct(p)).Select(p => (long?)p).FirstOrDefault();
    }

    private static Signatory Of(long person, long? principal) =>
        new(person, [Desk((int)(principal ?? person) / 10)], principal);

    private static SigningCommand AnyCommand(Random random, SigningStep step)
    {
        var id = new SignerId(random.Next(1, step.Signers.Length + 2));
        return random.Next(32) switch
        {
            0 or 1 => new SigningCommand.Reject(id),
            2 => new SigningCommand.Return(id),
            3 or 4 or 5 => new SigningCommand.TakeBack(id),
            6 or 7 => new SigningCommand.Transfer(id, random.Next(40)),
            8 or 9 => new SigningCommand.Delegate(id, random.Next(40)),
            10 or 11 => new SigningCommand.Resolve(id),
            12 or 13 or 14 or 15 => new SigningCommand.AddSigners(id, (SignerPlace)random.Next(4), Seats(random)),
            16 or 17 or 18 => new SigningCommand.RemoveSigners(Several(random, step, id)),
            19 => new SigningCommand.TakeOver(id),
            20 => new SigningCommand.Withdraw(),
            21 => new SigningCommand.Suspend(),
            22 => new SigningCommand.Resume(),
            23 => random.Next(6) switch
            {
                0 => new SigningCommand.Terminate(),
                1 => new SigningCommand.Void(),
                _ => new SigningCommand.Resume(),
            },
            24 => new SigningCommand.Claim(id),
            25 => new SigningCommand.Unclaim(id),
            26 => new SigningCommand.See(id),
            27 => new SigningCommand.HandOver(id, random.Next(40)),
            _ => new SigningCommand.Approve(id),
        };
    }

    private static System.Collections.Immutable.ImmutableArray<SignerId> Several(
        Random random,
        SigningStep step,
        SignerId id
    ) =>
        random.Next(2) == 0
            ? [id]
            :
            [
                .. step
                    .Signers.Where(s => s.AddedBy is not null && s.AddedBy == step.Find(id)?.AddedBy && s.IsPending)
                    .Select(s => s.Id),
            ];

    private static System.Collections.Immutable.ImmutableArray<SignerSeat> Seats(Random random) =>
        [
            .. Enumerable
                .Range(0, random.Next(0, 3))
                .Select(_ => random.Next(40))
                .Select(p => new SignerSeat([Desk(p / 10)], random.Next(3) == 0 ? null : p, random.Next(1, 4))),
        ];

    private static SigningStep Folded(SigningStep before, IEnumerable<SigningEvent> happened) =>
        happened.Aggregate(before, SigningEvent.Apply);

    private static bool SomebodyCanAct(SigningStep step)
    {
        if (!step.IsOpen)
        {
            return true;
        }
        var office = new Signatory(999, []) { Power = SignatoryPower.Office };
        if (step.IsSuspended)
        {
            return SigningRules.MayDecide(step, new SigningCommand.Resume(), office) is null;
        }
        return step.Open.Any() && step.Open.All(s => CanGoOn(step, s));
    }

    /// <summary>Somebody of its own desk or the one asked can act, not merely the office by taking over.</summary>
    private static bool CanGoOn(SigningStep step, Signer signer) =>
        Enumerable
            .Range(0, 40)
            .Select(p => new Signatory(p, [Desk(p / 10)]))
            .Append(new Signatory(signer.HolderId ?? 0, []))
            .Any(a =>
                SigningRules.MayDecide(step, new SigningCommand.Approve(signer.Id), a) is null
                || SigningRules.MayDecide(step, new SigningCommand.Resolve(signer.Id), a) is null
            );

    /// <summary>Not in his own name and not in anybody else's.</summary>
    private static bool NobodyActedTwice(SigningStep step)
    {
        var acted = step.Signers.Where(s => s.HasActed).ToList();
        return acted.Select(s => s.HolderId).Distinct().Count() == acted.Count
            && acted.Select(s => s.ActedById).Distinct().Count() == acted.Count
            && acted.TrueForAll(s => acted.TrueForAll(o => o.Id == s.Id || o.ActedById != s.HolderId));
    }

    private static bool NobodySignedTheirOwn(SigningStep step) =>
        step.Signers.All(s => !s.HasActed || (!IsSubmitter(step, s.HolderId) && !IsSubmitter(step, s.ActedById)));

    private static bool IsSubmitter(SigningStep step, long? person) => person is { } id && step.Submitters.Contains(id);

    /// <summary>Each signer that is otherwise than before is named by an event, and each event says something new.</summary>
    private static bool IsExplained(SigningStep before, SigningStep after, SigningDecision decision)
    {
        var named = decision.Happened.Select(SignerOf).OfType<SignerId>().ToHashSet();
        return after.Signers.All(s => named.Contains(s.Id) || Equals(before.Find(s.Id)?.State, s.State))
            && (after.Verdict == before.Verdict || decision.Happened.Any(e => e is SigningEvent.Concluded))
            && (after.Rule == before.Rule || decision.Happened.Any(e => e is SigningEvent.RuleSet));
    }

    private static SignerId? SignerOf(SigningEvent happened) =>
        happened is SigningEvent.Added added
            ? added.Signer.Id
            : happened.GetType().GetProperty("Signer")?.GetValue(happened) as SignerId?;
}

file static class StepComparison
{
    /// <summary>Folding the events gives the step, and a refusal has neither events nor a change.</summary>
    public static bool Equals(
        this SigningStep folded,
        SigningStep step,
        SigningStep before,
        SigningDecision decision
    ) =>
        decision.Refusal is not null
            ? ReferenceEquals(step, before) && decision.Happened.IsEmpty
            : folded.Verdict == step.Verdict
                && folded.IsSuspended == step.IsSuspended
                && folded.Signers.Select(Text).SequenceEqual(step.Signers.Select(Text));

    private static string Text(Signer signer) => signer + string.Join(',', signer.WaitsFor);
}
