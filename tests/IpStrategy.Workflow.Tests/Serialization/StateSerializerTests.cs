using System.Text;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Serialization;
using IpStrategy.Workflow.Tests.Execution;

namespace IpStrategy.Workflow.Tests.Serialization;

public sealed class StateSerializerTests
{
    private static readonly DateTimeOffset Due = new(2010, 3, 20, 8, 30, 0, TimeSpan.FromHours(8));

    /// <summary>Every property set, so that a forgotten one shows.</summary>
    private static InstanceState Full() =>
        new()
        {
            Instance = new ProcessInstanceId("i1"),
            Definition = new DefinitionId("assignment", 3),
            Status = InstanceStatus.Suspended,
            BusinessKey = "2010-42",
            Parent = new ParentLink(new ProcessInstanceId("i0"), new ElementId(7)),
            NextId = 99,
            Variables = TestRun.Variables(
                ("none", null),
                ("text", "第42项"),
                ("number", 1.10m),
                ("flag", true),
                ("list", new object?[] { 1, "a", null }),
                ("date", new FeelValue.Date(new CalendarDate(2010, 3, 15))),
                ("duration", new FeelValue.DaysAndTimeDuration(86_400)),
                ("moment", FeelValue.DateAndTime.From(Due))
            ),
            Elements =
            [
                new ElementInstance
                {
                    Id = new ElementId(1),
                    ActivityId = "assignment",
                    ElementType = "process",
                    Role = ElementRole.Process,
                    WaitsFor = WaitingFor.Contents,
                    TakenFlows = [new TakenFlow("f1", 2)],
                },
                new ElementInstance
                {
                    Id = new ElementId(2),
                    Parent = new ElementId(1),
                    ActivityId = "reply",
                    ElementType = "multiInstanceLoopCharacteristics",
                    Role = ElementRole.LoopBody,
                    WaitsFor = WaitingFor.Contents,
                    Loop = new LoopProgress(3, 2, 1, 1, [TestRun.Value("a")], [FeelValue.Null, TestRun.Value(2)]),
                    Timers = [new ArmedTimer(new TimerId(3), "late", Due, Due.AddDays(-1), "P1D", 4, HasFailed: true)],
                    Subscriptions =
                    [
                        new EventSubscription(new ElementId(4), "stop", SubscriptionKind.Signal, "stop it"),
                        new EventSubscription(
                            new ElementId(5),
                            "rain",
                            SubscriptionKind.Conditional,
                            "x > 1",
                            Holds: true
                        ),
                    ],
                },
                new ElementInstance
                {
                    Id = new ElementId(5),
                    Parent = new ElementId(2),
                    ActivityId = "reply",
                    ElementType = "userTask",
                    WaitsFor = WaitingFor.Task,
                    LoopIndex = 0,
                    ArrivedBy = "f2",
                    Variables = TestRun.Variables(("party", "gsj")),
                    Task = new TaskAttributes(
                        "li.si",
                        "zhang.san",
                        DelegationState.Pending,
                        ["u1", "u2"],
                        ["g1"],
                        Due,
                        Due.AddDays(-2),
                        50.5m,
                        "form"
                    ),
                    Incidents =
                    [
                        new Incident("A", "x", "why", new IncidentRetry.Timer(new TimerId(3))),
                        new Incident("B", "y", "", new IncidentRetry.Continuation()),
                        new Incident(
                            "C",
                            "z",
                            "",
                            new IncidentRetry.Message(new ElementId(4), TestRun.Variables(("v", 1)))
                        ),
                        new Incident("D", "z", "", new IncidentRetry.Work()),
                        new Incident("E", "z", "", new IncidentRetry.Child()),
                    ],
                    CompensatedFor = new ElementId(6),
                    Compensations =
                    [
                        new CompensationRecord(
                            8,
                            "sub",
                            OnlyContents: true,
                            TestRun.Variables(("mine", "then")),
                            [
                                new CompensationRecord(7, "book", OnlyContents: false, Command.NoVariables, [])
                                {
                                    Run = new ElementId(6),
                                    Request = new CompensationRequest(new ElementId(8), new ElementId(9)),
                                },
                            ]
                        ),
                    ],
                },
            ],
        };

    [Fact]
    public void What_is_written_is_read_back_whole()
    {
        var state = Full();

        var read = StateSerializer.Read(StateSerializer.Write(state));

        Assert.Equal(StateSerializer.WriteText(state), StateSerializer.WriteText(read));
        Assert.Equal(state with { Elements = [], Variables = read.Variables }, read with { Elements = [] });
        Assert.Equal(state.Variables, read.Variables);
        for (var i = 0; i < state.Elements.Length; i++)
        {
            AssertEqual(state.Elements[i], read.Elements[i]);
        }
    }

    private static void AssertEqual(ElementInstance one, ElementInstance other)
    {
        Assert.Equal(
            (one.Id, one.Parent, one.ActivityId, one.ElementType, one.Role, one.WaitsFor),
            (other.Id, other.Parent, other.ActivityId, other.ElementType, other.Role, other.WaitsFor)
        );
        Assert.Equal((one.LoopIndex, one.ArrivedBy), (other.LoopIndex, other.ArrivedBy));
        Assert.Equal(one.Variables, other.Variables);
        Assert.Equal(one.Timers, other.Timers);
        Assert.Equal(one.Subscriptions, other.Subscriptions);
        Assert.Equal(one.TakenFlows, other.TakenFlows);
        Assert.Equal(one.Loop?.ToString(), other.Loop?.ToString());
        Assert.Equal(one.Loop?.Items ?? [], other.Loop?.Items ?? []);
        Assert.Equal(one.Loop?.Outputs ?? [], other.Loop?.Outputs ?? []);
        Assert.Equal(one.Task?.CandidateUsers ?? [], other.Task?.CandidateUsers ?? []);
        Assert.Equal(one.Task?.CandidateGroups ?? [], other.Task?.CandidateGroups ?? []);
        Assert.Equal(
            one.Task is null ? null : one.Task with { CandidateUsers = [], CandidateGroups = [] },
            other.Task is null ? null : other.Task with { CandidateUsers = [], CandidateGroups = [] }
        );
        Assert.Equal(
            one.Incidents.Select(i => (i.Code, i.ActivityId, i.Message, i.Retry.GetType())),
            other.Incidents.Select(i => (i.Code, i.ActivityId, i.Message, i.Retry.GetType()))
        );
        Assert.Equal(one.CompensatedFor, other.CompensatedFor);
        AssertEqual(one.Compensations, other.Compensations);
    }

    private static void AssertEqual(IReadOnlyList<CompensationRecord> records, IReadOnlyList<CompensationRecord> others)
    {
        Assert.Equal(records.Count, others.Count);
        foreach (var (one, other) in records.Zip(others))
        {
            Assert.Equal(
                (one.Number, one.ActivityId, one.OnlyContents),
                (other.Number, other.ActivityId, other.OnlyContents)
            );
            Assert.Equal(one.Variables, other.Variables);
            AssertEqual(one.Contents, other.Contents);
        }
    }

    /// <summary>As written by the first release; it must stay readable for ever.</summary>
    private const string StoredByFormatOne = """
        {"format":1,"instance":"i1","process":"p","version":2,"status":"Active","businessKey":"2010-42","nextId":6,
         "variables":{"n":1,"d":{"$":"date","v":"2010-03-15"}},
         "elements":[{"id":1,"activity":"p","type":"process","role":"Process","waitsFor":"Contents",
           "takenFlows":[{"flow":"a-join","count":1}]},
          {"id":2,"parent":1,"activity":"review","type":"userTask","waitsFor":"Task",
           "timers":[{"id":3,"activity":"late","due":"2010-03-20T08:30:00+08:00","anchor":"2010-03-19T08:30:00+08:00","cycle":"P1D","left":2}],
           "task":{"assignee":"zhang.san","groups":["agency:a"],"due":"2010-03-20T08:30:00+08:00","priority":50}}]}
        """;

    [Fact]
    public void A_state_of_the_first_format_stays_readable()
    {
        var state = StateSerializer.Read(StoredByFormatOne);

        Assert.Equal(("p", 2), (state.Definition.ProcessId, state.Definition.Version));
        Assert.Equal(new FeelValue.Date(new CalendarDate(2010, 3, 15)), state.Variables["d"]);
        var task = state.Find(new ElementId(2))!;
        Assert.Equal("zhang.san", task.Task!.Assignee);
        Assert.Equal(
            new ArmedTimer(new TimerId(3), "late", Due, Due.AddDays(-1), "P1D", 2),
            Assert.Single(task.Timers)
        );
    }

    [Fact]
    public void A_format_of_the_future_is_not_guessed_at() =>
        Assert.Throws<InvalidDataException>(() =>
            StateSerializer.Read(StoredByFormatOne.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal))
        );

    [Fact]
    public void The_document_is_plain_utf8_without_a_mark() =>
        Assert.StartsWith(
            "{\"format\":1,",
            Encoding.UTF8.GetString(StateSerializer.Write(Full())),
            StringComparison.Ordinal
        );
}
