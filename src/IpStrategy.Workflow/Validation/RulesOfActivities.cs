namespace IpStrategy.Workflow.Validation;

/// <summary>This part: activities, loops, data, expressions, and what this engine does not run.</summary>
internal static partial class Rules
{
    public static readonly Rule NotExecutableElement = Rule.Define(
        Weight.PreventsExecution,
        "",
        "\"{0}\": this engine does not run {1}."
    );
    public static readonly Rule ExpressionUnreadable = Rule.Define(
        Weight.PreventsExecution,
        "§8.4.6",
        "{0} cannot be read: {1}"
    );
    public static readonly Rule ExpressionMissing = Rule.Define(
        Weight.PreventsExecution,
        "§8.4.6",
        "<{0}> holds no expression."
    );
    public static readonly Rule ExpressionLanguageUnknown = Rule.Define(
        Weight.PreventsExecution,
        "§8.4.6 table 8.46",
        "<{0}> is written in {1}; only FEEL and expressions in ${{…}} are read."
    );
    public static readonly Rule ExpressionTypeMissing = Rule.Define(
        Weight.BreaksStandard,
        "§8.4.6, §15.3.2",
        "<{0}> must say xsi:type=\"tFormalExpression\" to be executed."
    );
    public static readonly Rule ScriptLanguageUnknown = Rule.Define(
        Weight.PreventsExecution,
        "§10.3.3 table 10.13",
        "The script of \"{0}\" is written in \"{1}\": only feel and juel are run, no definition can run code."
    );
    public static readonly Rule ScriptIgnored = Rule.Define(
        Weight.Caution,
        "§10.3.3 table 10.13",
        "The script of \"{0}\" in \"{1}\" is passed over."
    );
    public static readonly Rule ScriptFormatMissing = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.3 table 10.13",
        "The script task \"{0}\" has a script but no scriptFormat."
    );
    public static readonly Rule ScriptMissing = Rule.Define(
        Weight.Caution,
        "§10.3.3 table 10.13",
        "The script task \"{0}\" has no script and passes through."
    );
    public static readonly Rule HandlerUnknown = Rule.Define(
        Weight.PreventsExecution,
        "§10.3.3",
        "\"{0}\" is bound to the handler \"{1}\", which is not known here."
    );
    public static readonly Rule HandlerIgnored = Rule.Define(
        Weight.Caution,
        "§10.3.3",
        "\"{0}\" is bound to \"{1}\", which is passed over."
    );
    public static readonly Rule ListenerUnknown = Rule.Define(
        Weight.Caution,
        "§8.3.3",
        "The listener \"{1}\" on \"{0}\" is not known here and is skipped."
    );
    public static readonly Rule TaskUnbound = Rule.Define(
        Weight.Caution,
        "§10.3.3",
        "The <{1}> \"{0}\" is bound to nothing and passes through."
    );
    public static readonly Rule ImplementationUnknown = Rule.Define(
        Weight.PreventsExecution,
        "§10.3.3",
        "\"{0}\" has the type \"{1}\", which is not supported."
    );
    public static readonly Rule TopicMissing = Rule.Define(
        Weight.PreventsExecution,
        "§10.3.3",
        "The external task \"{0}\" has no topic."
    );
    public static readonly Rule CalledElementMissing = Rule.Define(
        Weight.PreventsExecution,
        "§10.3.6 table 10.23",
        "The call activity \"{0}\" has no calledElement."
    );
    public static readonly Rule BindingUnsupported = Rule.Define(
        Weight.PreventsExecution,
        "§10.3.6",
        "\"{0}\" is bound by \"{1}\", which is not supported."
    );
    public static readonly Rule DecisionMappingUnknown = Rule.Define(
        Weight.PreventsExecution,
        "§10.3.3",
        "There is no mapDecisionResult \"{0}\"."
    );
    public static readonly Rule MappingIncomplete = Rule.Define(
        Weight.PreventsExecution,
        "§8.3.3",
        "The mapping <{0}> names no {1}."
    );
    public static readonly Rule QuantityInvalid = Rule.Define(
        Weight.Undefined,
        "§10.3 table 10.3",
        "{0} of \"{1}\" must be a whole number of at least 1."
    );
    public static readonly Rule MultiInstanceWithoutCount = Rule.Define(
        Weight.Undefined,
        "§10.3.8 table 10.30",
        "The multi-instance activity \"{0}\" has neither a loopCardinality nor a collection."
    );
    public static readonly Rule MultiInstanceWithBoth = Rule.Define(
        Weight.Undefined,
        "§10.3.8 table 10.30",
        "The multi-instance activity \"{0}\" has both a loopCardinality and a collection."
    );
    public static readonly Rule LoopWithoutEnd = Rule.Define(
        Weight.PreventsExecution,
        "§10.3.8 table 10.29",
        "The loop of \"{0}\" has neither a loopCondition nor a loopMaximum."
    );
    public static readonly Rule LoopMaximumInvalid = Rule.Define(
        Weight.PreventsExecution,
        "§10.3.8 table 10.29",
        "The loopMaximum of \"{0}\" must be a whole number of at least 1."
    );
    public static readonly Rule BehaviorEventMissing = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.8 table 10.30",
        "The multi-instance behavior \"{1}\" of \"{0}\" names no event to throw."
    );
    public static readonly Rule DataNotAllowed = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1",
        "<{0}> cannot stand in <{1}>."
    );
    public static readonly Rule SeveralSources = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.2",
        "<{0}> has several sources and nothing that says how they become one."
    );
    public static readonly Rule AssociationUnsupported = Rule.Define(
        Weight.Caution,
        "§10.4.2",
        "The data association of \"{0}\" is not carried out: {1}."
    );
}
