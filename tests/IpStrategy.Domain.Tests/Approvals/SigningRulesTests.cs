using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Tests.Approvals;

public sealed class SigningRulesTests
{
    private static readonly SignerId First = new(1);
    private static readonly SignerId Second = new(2);
    private static readonly SignerId Third = new(3);
    private static readonly Signatory Clerk = Person(900, "office") with { Power = SignatoryPower.Office };

    private static Signatory Person(long id, string desk) => new(id, [desk]);

    private static SigningStep Three(SigningRule rule) =>
        SigningStep.Begin(rule, SignerSeat.Of("a"), SignerSeat.Of("b"), SignerSeat.Of("c"));

    private static SigningStep After(SigningStep step, SigningCommand command, Signatory actor)
    {
        var decision = SigningRules.Decide(step, command, actor);
        Assert.Null(decision.Refusal);
        return decision.Step;
    }

    private static Refusal Refused(SigningStep step, SigningCommand command, Signatory actor)
    {
        var decision = SigningRules.Decide(step, command, actor);
        Assert.Empty(decision.Happened);
        Assert.Same(step, decision.Step);
        return Assert.IsType<Refusal>(decision.Refusal, exactMatch: false);
    }

    private static SigningCommand.AddSigners Adding(SignerId signer, SignerPlace place, params long[] persons) =>
        new(signer, place, [.. persons.Select(p => new SignerSeat(["x"], p, 1))]);

    private static SignerState[] States(SigningStep step) => [.. step.Signers.Select(s => s.State)];

    [Fact]
    public void Under_all_everybody_must_approve()
    {
        var step = After(Three(new SigningRule.All()), new SigningCommand.Approve(First), Person(1, "a"));
        step = After(step, new SigningCommand.Approve(Third), Person(3, "c"));
        Assert.True(step.IsOpen);
        Assert.Equal([Second], step.Open.Select(s => s.Id));

        step = After(step, new SigningCommand.Approve(Second), Person(2, "b"));

        Assert.Equal(SigningVerdict.Approved, step.Verdict);
    }

    [Fact]
    public void Under_all_one_rejection_decides_and_shows_the_others_as_not_asked()
    {
        var step = After(Three(new SigningRule.All()), new SigningCommand.Approve(First), Person(1, "a"));

        step = After(step, new SigningCommand.Reject(Second), Person(2, "b"));

        Assert.Equal(SigningVerdict.Rejected, step.Verdict);
        Assert.Equal([SignerState.Approved, SignerState.Rejected, SignerState.ClosedBecauseDecided], States(step));
    }

    [Fact]
    public void Under_any_the_first_approval_decides_and_a_rejection_does_not()
    {
        var step = After(Three(new SigningRule.Any()), new SigningCommand.Reject(First), Person(1, "a"));
        Assert.True(step.IsOpen);

        step = After(step, new SigningCommand.Approve(Second), Person(2, "b"));

        Assert.Equal(SigningVerdict.Approved, step.Verdict);
        Assert.Equal([SignerState.Rejected, SignerState.Approved, SignerState.ClosedBecauseDecided], States(step));
    }

    [Fact]
    public void Under_any_the_step_is_rejected_once_everybody_has_rejected()
    {
        var step = Three(new SigningRule.Any());
        step = After(step, new SigningCommand.Reject(First), Person(1, "a"));
        step = After(step, new SigningCommand.Reject(Second), Person(2, "b"));
        step = After(step, new SigningCommand.Reject(Third), Person(3, "c"));
        Assert.Equal(SigningVerdict.Rejected, step.Verdict);
    }

    [Theory]
    [InlineData(60, 3, SigningVerdict.Approved)]
    [InlineData(61, 3, SigningVerdict.Undecided)]
    [InlineData(61, 1, SigningVerdict.Undecided)]
    public void Under_share_weights_are_counted(int percent, int weight, SigningVerdict verdict)
    {
        SignerSeat[] seats = [new(["a"], null, weight), new(["b"], null, 1), new(["c"], null, 1)];
        var step = SigningStep.Begin(new SigningRule.Share(percent), seats);

        step = After(step, new SigningCommand.Approve(First), Person(1, "a"));

        Assert.Equal(verdict, step.Verdict);
    }

    [Fact]
    public void Under_share_the_step_is_rejected_once_the_share_cannot_be_reached_any_more()
    {
        var step = After(Three(new SigningRule.Share(67)), new SigningCommand.Reject(First), Person(1, "a"));
        Assert.Equal(SigningVerdict.Rejected, step.Verdict);
    }

    [Fact]
    public void In_turn_the_next_opens_when_the_one_before_has_approved()
    {
        var step = Three(new SigningRule.InTurn());
        Assert.Equal([First], step.Open.Select(s => s.Id));
        Assert.IsType<ItIsNotYourTurn>(Refused(step, new SigningCommand.Approve(Second), Person(2, "b")));

        step = After(step, new SigningCommand.Approve(First), Person(1, "a"));

        Assert.Equal([Second], step.Open.Select(s => s.Id));
    }

    [Fact]
    public void A_return_from_a_parallel_step_closes_the_siblings_in_a_state_of_its_own()
    {
        var step = After(Three(new SigningRule.All()), new SigningCommand.Approve(First), Person(1, "a"));

        step = After(step, new SigningCommand.Return(Second), Person(2, "b"));

        Assert.Equal(SigningVerdict.Returned, step.Verdict);
        Assert.Equal(
            [SignerState.Approved, SignerState.ClosedBecauseReturned, SignerState.ClosedBecauseReturned],
            States(step)
        );
    }

    [Fact]
    public void One_added_before_acts_first_and_the_one_who_added_him_afterwards()
    {
        var step = After(Three(new SigningRule.All()), Adding(First, SignerPlace.Before, 50), Person(1, "a"));
        Assert.Equal([2, 3, 4], step.Open.Select(s => s.Id.Value));
        Assert.IsType<ItIsNotYourTurn>(Refused(step, new SigningCommand.Approve(First), Person(1, "a")));

        step = After(step, new SigningCommand.Approve(new SignerId(4)), Person(50, "x"));

        Assert.Equal([1, 2, 3], step.Open.Select(s => s.Id.Value));
    }

    [Fact]
    public void One_added_before_does_not_decide_a_step_under_any()
    {
        var step = After(Three(new SigningRule.Any()), Adding(First, SignerPlace.Before, 50), Person(1, "a"));
        step = After(step, new SigningCommand.Approve(new SignerId(4)), Person(50, "x"));
        Assert.True(step.IsOpen);
    }

    [Fact]
    public void A_vote_under_any_counts_only_when_the_one_added_after_has_approved_too()
    {
        var step = After(Three(new SigningRule.Any()), Adding(First, SignerPlace.After, 50), Person(1, "a"));
        step = After(step, new SigningCommand.Approve(First), Person(1, "a"));
        Assert.True(step.IsOpen);

        step = After(step, new SigningCommand.Approve(new SignerId(4)), Person(50, "x"));

        Assert.Equal(SigningVerdict.Approved, step.Verdict);
    }

    [Fact]
    public void In_turn_one_added_after_comes_between_the_two()
    {
        var step = After(Three(new SigningRule.InTurn()), Adding(First, SignerPlace.After, 50), Person(1, "a"));
        step = After(step, new SigningCommand.Approve(First), Person(1, "a"));
        Assert.Equal([4], step.Open.Select(s => s.Id.Value));

        step = After(step, new SigningCommand.Approve(new SignerId(4)), Person(50, "x"));

        Assert.Equal([2], step.Open.Select(s => s.Id.Value));
    }

    [Fact]
    public void One_added_beside_has_a_vote_of_his_own()
    {
        var step = After(Three(new SigningRule.Any()), Adding(First, SignerPlace.Beside, 50), Person(1, "a"));
        step = After(step, new SigningCommand.Approve(new SignerId(4)), Person(50, "x"));
        Assert.Equal(SigningVerdict.Approved, step.Verdict);
    }

    [Fact]
    public void A_rejection_by_one_added_before_rejects_the_vote_and_asks_its_owner_no_more()
    {
        var step = After(Three(new SigningRule.Any()), Adding(First, SignerPlace.Before, 50), Person(1, "a"));
        step = After(step, new SigningCommand.Reject(new SignerId(4)), Person(50, "x"));
        Assert.True(step.IsOpen);
        Assert.Equal(SignerState.ClosedBecauseDecided, step.Find(First)!.State);
    }

    [Fact]
    public void Only_who_added_a_signer_may_remove_him_and_only_while_he_has_not_acted()
    {
        var step = After(Three(new SigningRule.All()), Adding(First, SignerPlace.Beside, 50, 51), Person(1, "a"));
        var remove = new SigningCommand.RemoveSigners([new SignerId(4)]);
        Assert.IsType<OnlyWhoAddedThisSignerMayRemoveHim>(Refused(step, remove, Person(2, "b")));
        Assert.IsType<OnlyWhoAddedThisSignerMayRemoveHim>(
            Refused(step, new SigningCommand.RemoveSigners([Second]), Person(1, "a"))
        );
        var acted = After(step, new SigningCommand.Approve(new SignerId(4)), Person(50, "x"));
        Assert.IsType<WorkItemIsAlreadyDone>(Refused(acted, remove, Person(1, "a")));

        step = After(step, remove, Person(1, "a"));

        Assert.Equal([1, 2, 3, 5], step.Open.Select(s => s.Id.Value));
    }

    [Fact]
    public void Removing_the_last_one_asked_lets_the_step_be_decided()
    {
        var step = SigningStep.Begin(new SigningRule.All(), SignerSeat.Of("a"));
        step = After(step, Adding(First, SignerPlace.Beside, 50), Person(1, "a"));
        step = After(step, new SigningCommand.Approve(First), Person(1, "a"));
        step = After(step, new SigningCommand.RemoveSigners([Second]), Person(1, "a"));
        Assert.Equal(SigningVerdict.Approved, step.Verdict);
    }

    [Fact]
    public void A_delegated_paper_comes_back_to_its_owner_who_alone_decides()
    {
        var step = After(Three(new SigningRule.All()), new SigningCommand.Delegate(First, 50), Person(1, "a"));
        Assert.IsType<AnAnswerIsAwaited>(Refused(step, new SigningCommand.Approve(First), Person(1, "a")));
        Assert.IsType<OnlyTheOwnerDecides>(Refused(step, new SigningCommand.Approve(First), Person(50, "x")));

        step = After(step, new SigningCommand.Resolve(First), Person(50, "x"));
        step = After(step, new SigningCommand.Approve(First), Person(1, "a"));

        Assert.Equal(SignerState.Approved, step.Find(First)!.State);
    }

    [Fact]
    public void Who_acted_takes_back_as_long_as_nobody_behind_him_has_opened_it()
    {
        var step = After(Three(new SigningRule.InTurn()), new SigningCommand.Approve(First), Person(1, "a"));
        var back = After(step, new SigningCommand.TakeBack(First), Person(1, "a"));
        Assert.Equal([First], back.Open.Select(s => s.Id));

        step = After(step, new SigningCommand.See(Second), Person(2, "b"));

        Assert.IsType<ItWasOpenedAlready>(Refused(step, new SigningCommand.TakeBack(First), Person(1, "a")));
    }

    [Fact]
    public void The_submitter_withdraws_as_long_as_nobody_has_opened_it()
    {
        var step = Three(new SigningRule.All()) with { SubmittedBy = 7 };
        Assert.IsType<OnlyTheSubmitterMayWithdraw>(Refused(step, new SigningCommand.Withdraw(), Person(1, "a")));
        var seen = After(step, new SigningCommand.See(First), Person(1, "a"));
        Assert.IsType<ItWasOpenedAlready>(Refused(seen, new SigningCommand.Withdraw(), Person(7, "z")));

        step = After(step, new SigningCommand.Withdraw(), Person(7, "z"));

        Assert.All(step.Signers, s => Assert.Equal(SignerState.ClosedBecauseWithdrawn, s.State));
    }

    [Fact]
    public void Nobody_signs_what_he_submitted_not_even_for_somebody_else()
    {
        var step = Three(new SigningRule.All()) with { SubmittedBy = 1 };
        var approve = new SigningCommand.Approve(First);
        Assert.IsType<NobodySignsOffTheirOwnSubmission>(Refused(step, approve, Person(1, "a")));
        Assert.IsType<NobodySignsOffTheirOwnSubmission>(Refused(step, approve, Person(1, "a") with { For = 2 }));
        Assert.IsType<NobodySignsOffTheirOwnSubmission>(
            Refused(step, new SigningCommand.Transfer(First, 1), Person(2, "a"))
        );
    }

    [Fact]
    public void Nobody_signs_twice_on_one_step_not_even_for_somebody_else()
    {
        var step = SigningStep.Begin(new SigningRule.All(), SignerSeat.Of("a"), SignerSeat.Of("a"));
        step = After(step, new SigningCommand.Approve(First), Person(1, "a"));
        var approve = new SigningCommand.Approve(Second);
        Assert.IsType<PersonSignsHereAlready>(Refused(step, approve, Person(1, "a")));
        Assert.IsType<PersonSignsHereAlready>(Refused(step, approve, Person(1, "a") with { For = 2 }));
        Assert.IsType<PersonSignsHereAlready>(Refused(step, Adding(Second, SignerPlace.Beside, 1), Person(2, "a")));
    }

    [Fact]
    public void A_proxy_acts_and_both_names_are_kept()
    {
        var step = After(
            Three(new SigningRule.All()),
            new SigningCommand.Approve(First),
            Person(60, "a") with
            {
                For = 1,
            }
        );
        Assert.Equal((60, 1), (step.Find(First)!.ActedById, step.Find(First)!.HolderId));
    }

    [Fact]
    public void Only_the_office_takes_over_and_then_acts_itself()
    {
        var step = After(Three(new SigningRule.All()), new SigningCommand.Claim(First), Person(1, "a"));
        Assert.IsType<OnlyTheOfficeMay>(Refused(step, new SigningCommand.TakeOver(First), Person(2, "b")));

        step = After(step, new SigningCommand.TakeOver(First), Clerk);

        Assert.IsType<WorkItemIsClaimedBySomebodyElse>(
            Refused(step, new SigningCommand.Approve(First), Person(1, "a"))
        );
        Assert.Equal(SignerState.Approved, After(step, new SigningCommand.Approve(First), Clerk).Find(First)!.State);
    }

    [Fact]
    public void While_suspended_nobody_acts_until_the_office_resumes()
    {
        var step = After(Three(new SigningRule.All()), new SigningCommand.Suspend(), Clerk);
        Assert.IsType<StepIsSuspended>(Refused(step, new SigningCommand.Approve(First), Person(1, "a")));
        Assert.IsType<OnlyTheOfficeMay>(Refused(step, new SigningCommand.Resume(), Person(1, "a")));

        step = After(step, new SigningCommand.Resume(), Clerk);

        Assert.Equal(3, step.Open.Count());
    }

    [Fact]
    public void A_decided_step_takes_no_operation_any_more()
    {
        var step = After(Three(new SigningRule.All()), new SigningCommand.Terminate(), Clerk);
        Assert.IsType<StepIsDecided>(Refused(step, new SigningCommand.Approve(First), Person(1, "a")));
        Assert.All(step.Signers, s => Assert.Equal(SignerState.Cancelled, s.State));
    }
}
