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

    [Fact]
    public void Whatever_is_done_somebody_can_act_nobody_acts_twice_and_the_history_explains_every_change()
    {
        var verdicts = new HashSet<SigningVerdict>();
        for (var seed = 0; seed < Runs; seed++)
        {
            verdicts.Add(Run(seed));
        }
        // The runs are worth something only if they reach every end.
        Assert.Equal(Enum.GetValues<SigningVerdict>().Length, verdicts.Count);
    }

    private static SigningVerdict Run(int seed)
    {
        var random = new Random(seed);
        var step = Opening(random);
        for (var i = 0; i < StepsPerRun; i++)
        {
            var (command, actor) = (AnyCommand(random, step), AnyActor(random));
            var before = step;
            var decision = SigningRules.Decide(step, command, actor);
            step = decision.Step;
            var what = $"seed {seed}, operation {i}: {command} by {actor.PersonId} for {actor.For}";

            Assert.True(Folded(before, decision.Happened).Equals(step, before, decision), what);
            Assert.True(SomebodyCanAct(step), what + ": nobody can act");
            Assert.True(NobodyActedTwice(step), what + ": somebody acted twice");
            Assert.True(step.IsOpen || step.Signers.All(s => !s.IsPending), what + ": open in a decided step");
            Assert.True(step.Signers.All(s => s.HolderId != step.SubmittedBy || !s.HasActed), what + ": own paper");
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
        return SigningStep.Begin(rule, seats) with { SubmittedBy = random.Next(2) == 0 ? 1 : null };
    }

    private static string Desk(int number) => $"desk{number}";

    /// <summary>Four desks of ten persons; number 1 of desk 0 may be the submitter.</summary>
    private static Signatory AnyActor(Random random)
    {
        var person = random.Next(40);
        long? principal = random.Next(8) == 0 ? random.Next(40) : null;
        return new Signatory(person, [Desk((int)(principal ?? person) / 10)], principal)
        {
            Power = Powers[random.Next(6) == 0 ? random.Next(Powers.Length) : 0],
        };
    }

    private static SigningCommand AnyCommand(Random random, SigningStep step)
    {
        var id = new SignerId(random.Next(1, step.Signers.Length + 2));
        return random.Next(30) switch
        {
            0 or 1 => new SigningCommand.Reject(id),
            2 => new SigningCommand.Return(id),
            3 or 4 or 5 => new SigningCommand.TakeBack(id),
            6 or 7 => new SigningCommand.Transfer(id, random.Next(40)),
            8 or 9 => new SigningCommand.Delegate(id, random.Next(40)),
            10 or 11 => new SigningCommand.Resolve(id),
            12 or 13 or 14 or 15 => new SigningCommand.AddSigners(id, (SignerPlace)random.Next(4), Seats(random)),
            16 or 17 or 18 => new SigningCommand.RemoveSigners([id]),
            19 => new SigningCommand.TakeOver(id),
            20 => new SigningCommand.Withdraw(),
            21 => new SigningCommand.Suspend(),
            22 => new SigningCommand.Resume(),
            23 => random.Next(4) == 0 ? new SigningCommand.Terminate() : new SigningCommand.Resume(),
            24 => new SigningCommand.Claim(id),
            25 => new SigningCommand.Unclaim(id),
            26 => new SigningCommand.See(id),
            _ => new SigningCommand.Approve(id),
        };
    }

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

    private static bool NobodyActedTwice(SigningStep step)
    {
        var acted = step.Signers.Where(s => s.HasActed).ToList();
        return acted.Select(s => s.HolderId).Distinct().Count() == acted.Count
            && acted.Select(s => s.ActedById).Distinct().Count() == acted.Count;
    }
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
