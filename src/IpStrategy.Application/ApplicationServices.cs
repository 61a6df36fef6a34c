using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Extensions;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Plans.Control;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Proxies;
using IpStrategy.Application.Reminders;
using IpStrategy.Application.Reports;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Expressions;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application;

/// <summary>Puts the use cases into a host's container.</summary>
public static class ApplicationServices
{
    /// <param name="clock">The time of machines; the domain's clock runs with it.</param>
    public static IServiceCollection AddIpStrategyApplication(
        this IServiceCollection services,
        TimeProvider clock,
        MailSettings mail,
        PlanSettings? plans = null
    )
    {
        services.AddSingleton(clock).AddSingleton(mail).AddSingleton(plans ?? new PlanSettings());
        services.AddSingleton<DomainClock>().AddSingleton<Wake>().AddSingleton<ReferenceTables>();
        services.AddSingleton<DefinitionCache>().AddSingleton<PostHolders>().AddSingleton<HeldTables>();
        services.AddSingleton<ITimeZoneRules, SystemTimeZones>();
        services.AddProxies();
        services.AddScoped<InstanceStore>().AddScoped<MessageWriter>();
        services.AddAudit();
        AddProcesses(services);
        AddUseCases(services);
        services.AddAgencies();
        services.AddAttachments();
        return services;
    }

    private static void AddProcesses(IServiceCollection services)
    {
        services.AddScoped<SetReplyDate>().AddScoped<RemindPartyLeader>();
        services.AddScoped(p => new ServiceHandlers([
            p.GetRequiredService<SetReplyDate>(),
            p.GetRequiredService<RemindPartyLeader>(),
            p.GetRequiredService<ApplyExtension>(),
            p.GetRequiredService<RefuseExtension>(),
        ]));
        services.AddExtensions().AddReports();
        services
            .AddScoped<WorkItemDesk>()
            .AddScoped<OutwardEffects>()
            .AddScoped<MovedRows>()
            .AddScoped<ItemDates>()
            .AddScoped<EffectApplier>()
            .AddScoped<ProcessRuns>();
        services.AddScoped<LetterNumbers>().AddScoped<UndertakingStarter>().AddScoped<WorkItemActs>();
        services.AddScoped<ProcessWrites>().AddScoped<StartKeeper>();
        services.AddScoped(p => Make<DeployDefinitions>(p));
        services
            .AddScoped<InstanceStarter>()
            .AddScoped<EventReceivers>()
            .AddScoped<MessageRoutes>()
            .AddScoped<HandOver>();
        services.AddScoped(p => Make<FireDueTimers>(p)).AddScoped(p => Make<StartDueProcesses>(p));
        services.AddScoped(p => Make<DeliverThrownEvents>(p));
        AddProcessAdministration(services);
    }

    private static void AddProcessAdministration(IServiceCollection services)
    {
        services.AddScoped<InstanceDetail>().AddScoped<InstanceHistory>().AddScoped<ProcessInstances>();
        services
            .AddScoped<ProcessDefinitions>()
            .AddScoped<Incidents>()
            .AddScoped<InstanceActs>()
            .AddScoped<HeldInstances>();
        services.AddScoped(p => Make<StartInstance>(p)).AddScoped(p => Make<ChangeInstance>(p));
        services.AddScoped(p => Make<RetryIncident>(p)).AddScoped(p => Make<SendMessage>(p));
        services.AddScoped(p => Make<BroadcastSignal>(p)).AddScoped(p => Make<FetchWork>(p));
        services.AddScoped(p => Make<FinishWork>(p)).AddScoped(p => Make<MigrateInstance>(p));
    }

    private static void AddUseCases(IServiceCollection services)
    {
        services.AddScoped(p => Make<CompleteWorkItem>(p)).AddScoped(p => Make<ClaimWorkItem>(p));
        services
            .AddScoped<SigningDesk>()
            .AddScoped<ClosedDesks>()
            .AddScoped<ReturnedPapers>()
            .AddScoped<NamingStep>()
            .AddScoped<OfferedActions>()
            .AddScoped<PeopleToAsk>()
            .AddScoped(p => Make<CopyWorkItem>(p));
        services.AddScoped<ConsultationStep>().AddScoped<StepForms>().AddScoped<ConsultationRecord>();
        services.AddScoped(p => Make<ReplyTogether>(p));
        services.AddControl().AddScoped(p => Make<ControlAssignment>(p));
        services.AddScoped(p => Make<DelegateWorkItem>(p)).AddScoped(p => Make<AddSigners>(p));
        services.AddScoped(p => Make<TakeOverWorkItem>(p)).AddScoped(p => Make<TakeBackWorkItem>(p));
        services.AddScoped(p => Make<RejectWorkItem>(p));
        services.AddScoped(p => Make<TransferWorkItem>(p)).AddScoped(p => Make<ReturnWorkItem>(p));
        services
            .AddScoped(p => Make<ReleaseClaims>(p))
            .AddScoped(p => Make<UrgeWorkItem>(p))
            .AddScoped(p => Make<IssuePlan>(p));
        services
            .AddScoped<MyWorkItems>()
            .AddScoped<WorkItemMarks>()
            .AddScoped<WorkItemDetail>()
            .AddScoped<UndertakingCourse>();
        AddPlans(services);
    }

    private static void AddPlans(IServiceCollection services)
    {
        services.AddScoped<SubmitNotice>().AddScoped<ImportNotice>().AddScoped<NoticeDrafts>().AddScoped<MendNotice>();
        services
            .AddScoped<IssuedPlans>()
            .AddScoped<PlanLedger>()
            .AddScoped<AssignmentWords>()
            .AddScoped<AssignmentSearch>()
            .AddScoped(p => Make<AssignmentDetail>(p))
            .AddScoped<PlanTitle>()
            .AddScoped<IssueLetters>()
            .AddScoped<AssignmentOfUndertaking>()
            .AddSingleton<IssuePreview>();
        services
            .AddScoped<Inbox>()
            .AddScoped<SendReminders>()
            .AddScoped<ForgetAnsweredKeys>()
            .AddScoped<DeliverOutbox>();
        services.AddScoped<IMailTransport, SmtpTransport>();
        services.AddScoped<Installation>();
    }

    // Use cases are public, what they are made of is not: their constructors are internal and the container needs telling.
    internal static T Make<T>(IServiceProvider services)
        where T : class
    {
        var constructor = typeof(T).GetConstructors(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic
        )[0];
        var parts = constructor.GetParameters().Select(p => services.GetRequiredService(p.ParameterType)).ToArray();
        return (T)constructor.Invoke(parts);
    }
}
