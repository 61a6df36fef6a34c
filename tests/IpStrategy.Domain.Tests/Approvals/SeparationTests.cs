using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;

namespace IpStrategy.Domain.Tests.Approvals;

/// <summary>职责分离 as a decision table: at which signature who is barred, and why.</summary>
public sealed class SeparationTests
{
    private static readonly Actor Submitter = new(1, "张三", Post.Officer, "zscqj");
    private static readonly Actor Leader = new(2, "李四", Post.Leader, "zscqj");
    private static readonly Actor OtherLeader = new(3, "王五", Post.Leader, "gsj");
    private static readonly Actor Clerk = new(4, "赵六", Post.Clerk, null);
    private static readonly Actor Director = new(5, "刘七", Post.Director, null);
    private static readonly Actor Deputy = new(6, "陈八", Post.GroupDeputy, null);

    [Theory]
    // The submitter signs nowhere, whatever post he has by now.
    [InlineData(StepRules.Countersign, 1, nameof(NobodySignsOffTheirOwnSubmission))]
    [InlineData(StepRules.LeaderSign, 1, nameof(NobodySignsOffTheirOwnSubmission))]
    [InlineData(StepRules.OfficeCheck, 1, nameof(NobodySignsOffTheirOwnSubmission))]
    [InlineData(StepRules.DirectorSign, 1, nameof(NobodySignsOffTheirOwnSubmission))]
    [InlineData(StepRules.DeputySign, 1, nameof(NobodySignsOffTheirOwnSubmission))]
    // The leader of the body that submits signs for it by design, and checks it nowhere.
    [InlineData(StepRules.LeaderSign, 2, null)]
    [InlineData(StepRules.Countersign, 2, nameof(NobodyChecksTheirOwnBody))]
    [InlineData(StepRules.OfficeCheck, 2, nameof(NobodyChecksTheirOwnBody))]
    [InlineData(StepRules.DirectorSign, 2, nameof(NobodyChecksTheirOwnBody))]
    [InlineData(StepRules.DeputySign, 2, nameof(NobodyChecksTheirOwnBody))]
    [InlineData(StepRules.Countersign, 3, null)]
    [InlineData(StepRules.OfficeCheck, 4, null)]
    [InlineData(StepRules.DirectorSign, 5, null)]
    [InlineData(StepRules.DeputySign, 6, null)]
    public void The_table_holds_for_each_signature(string step, int person, string? refusal) =>
        Assert.Equal(refusal, RefusalOf(Submitted("zscqj"), step, Person(person)));

    [Theory]
    // Where the office leads, its own people check nothing: the deputy signs.
    [InlineData(StepRules.LeaderSign, 5, null)]
    [InlineData(StepRules.OfficeCheck, 4, nameof(NobodyChecksTheirOwnBody))]
    [InlineData(StepRules.DirectorSign, 5, nameof(NobodyChecksTheirOwnBody))]
    [InlineData(StepRules.DeputySign, 6, null)]
    public void The_office_does_not_check_its_own_paper(string step, int person, string? refusal) =>
        Assert.Equal(refusal, RefusalOf(Submitted(PostGroups.OfficeCode), step, Person(person)));

    [Fact]
    public void A_bar_holds_for_the_one_who_acts_and_for_the_one_he_stands_in_for()
    {
        var paper = Submitted("zscqj");
        Assert.Equal(
            nameof(NobodySignsOffTheirOwnSubmission),
            RefusalOf(paper, StepRules.OfficeCheck, Clerk with { For = Submitter })
        );
        Assert.Equal(
            nameof(NobodySignsOffTheirOwnSubmission),
            RefusalOf(paper, StepRules.LeaderSign, Submitter with { For = Leader })
        );
        Assert.Equal(
            nameof(NobodyChecksTheirOwnBody),
            RefusalOf(paper, StepRules.OfficeCheck, Leader with { UserId = 9, For = Clerk })
        );
    }

    [Fact]
    public void Handed_in_by_a_proxy_it_is_the_paper_of_both()
    {
        var paper = Assigned("zscqj");
        paper.Submit(1, "张三(代李四)", 7);
        Assert.Equal(
            nameof(NobodySignsOffTheirOwnSubmission),
            RefusalOf(paper, StepRules.OfficeCheck, new Actor(7, "李四", Post.Clerk, null))
        );
    }

    [Fact]
    public void Whoever_signed_earlier_checks_nothing_later_in_whatever_post()
    {
        var paper = Submitted("zscqj");
        paper.Sign(StepRules.LeaderSign, 2, null);
        var moved = new Actor(2, "李四", Post.Director, null);
        Assert.Equal(nameof(NobodyChecksWhatTheySigned), RefusalOf(paper, StepRules.DirectorSign, moved));
        paper.Sign(StepRules.OfficeCheck, 4, null);
        Assert.Equal(
            nameof(NobodyChecksWhatTheySigned),
            RefusalOf(paper, StepRules.DirectorSign, Clerk with { For = Director })
        );
        // Asked again after a return, he signs the same step again.
        Assert.Null(RefusalOf(paper, StepRules.OfficeCheck, Clerk));
        Assert.Null(RefusalOf(paper, StepRules.LeaderSign, Leader));
    }

    [Fact]
    public void A_new_paper_forgets_the_signatures_of_the_old_one_and_a_resumed_one_keeps_them()
    {
        var paper = Submitted("zscqj");
        paper.Sign(StepRules.OfficeCheck, 5, null);
        paper.RememberResume("signPlan", StepRules.DirectorSign);
        paper.Submit(1, "张三");
        Assert.Equal(nameof(NobodyChecksWhatTheySigned), RefusalOf(paper, StepRules.DirectorSign, Director));
        paper.RememberResume(null, null);
        paper.Submit(1, "张三");
        Assert.Null(RefusalOf(paper, StepRules.DirectorSign, Director));
    }

    [Fact]
    public void A_clerk_seated_in_the_body_that_submitted_does_not_check_it() =>
        Assert.Equal(
            nameof(NobodyChecksTheirOwnBody),
            RefusalOf(Submitted("zscqj"), StepRules.OfficeCheck, Clerk with { AgencyCode = "zscqj" })
        );

    [Fact]
    public void The_body_of_the_day_it_was_handed_in_counts_besides_the_lead_of_today()
    {
        var paper = Submitted("zscqj");
        paper.LeadBy("kw", "市科委");
        Assert.Equal(nameof(NobodyChecksTheirOwnBody), RefusalOf(paper, StepRules.OfficeCheck, Leader));
        var newLead = new Actor(8, "杨九", Post.Leader, "kw");
        Assert.Equal(nameof(NobodyChecksTheirOwnBody), RefusalOf(paper, StepRules.OfficeCheck, newLead));
    }

    [Fact]
    public void A_report_beside_the_course_has_signers_and_a_body_of_its_own()
    {
        var undertaking = Assigned("zscqj");
        var report = new ProgressReport(
            1,
            undertaking,
            ReportPeriod.Of(ReportCycle.Quarter, new DateOnly(2010, 3, 31))!.Value,
            default
        );
        report.Submit(1, "张三");
        report.Remember([new(StepRules.OfficeCheck, Clerk.UserId)]);
        undertaking.LeadBy("kw", "市科委");

        Assert.Equal(nameof(NobodyChecksWhatTheySigned), RefusalOf(StepRules.DirectorSign, Clerk));
        // The same step again, after a return.
        Assert.Null(RefusalOf(StepRules.OfficeCheck, Clerk));
        Assert.Equal(nameof(NobodyChecksTheirOwnBody), RefusalOf(StepRules.OfficeCheck, Leader));
        Assert.Null(RefusalOf(StepRules.DirectorSign, Director));

        string? RefusalOf(string step, Actor person) =>
            Separation.Bars(Separation.PaperAt(undertaking, report, step), Signatory.Of(person))?.GetType().Name;
    }

    [Fact]
    public void Whoever_an_operation_brings_to_the_desk_is_looked_at()
    {
        var seat = new SignerId(1);
        Assert.Equal([7], Separation.BroughtBy(new SigningCommand.Transfer(seat, 7)));
        Assert.Equal([7], Separation.BroughtBy(new SigningCommand.Delegate(seat, 7)));
        Assert.Equal([7], Separation.BroughtBy(new SigningCommand.HandOver(seat, 7)));
        Assert.Equal(
            [7, 8],
            Separation.BroughtBy(
                new SigningCommand.AddSigners(
                    seat,
                    SignerPlace.Beside,
                    [new SignerSeat([], 7, 1), new SignerSeat([], 8, 1)]
                )
            )
        );
        Assert.Empty(Separation.BroughtBy(new SigningCommand.Approve(seat)));
    }

    [Fact]
    public void Every_step_that_signs_has_its_place_in_the_table()
    {
        string[] all =
        [
            StepRules.Acknowledge,
            StepRules.DraftPlan,
            StepRules.Reply,
            StepRules.Consolidate,
            StepRules.Countersign,
            StepRules.LeaderSign,
            StepRules.OfficeCheck,
            StepRules.DirectorSign,
            StepRules.DeputySign,
            StepRules.ApplyForCompletion,
        ];
        Assert.All(all, s => Assert.Equal(StepRules.Of(s).Signs, Separation.KindOf(s) != SignatureKind.None));
    }

    private static string? RefusalOf(Undertaking paper, string step, Actor person) =>
        Separation.Bars(Separation.PaperAt(paper, paper, step), Signatory.Of(person))?.GetType().Name;

    private static Actor Person(int id) =>
        new[] { Submitter, Leader, OtherLeader, Clerk, Director, Deputy }.Single(p => p.UserId == id);

    private static Undertaking Submitted(string body)
    {
        var undertaking = Assigned(body);
        undertaking.Submit(1, "张三");
        return undertaking;
    }

    private static Undertaking Assigned(string lead)
    {
        var due = new AssignmentDue(new DateOnly(2010, 11, 30), default, "on:2010-11-30", default, default);
        var text = new AssignmentText(42, "42.", 6, "任务", "由市知识产权局负责", "负责", "stated");
        return new Undertaking(1, new Assignment(1, 1, text, due), lead, lead);
    }
}
