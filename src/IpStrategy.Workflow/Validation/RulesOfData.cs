namespace IpStrategy.Workflow.Validation;

/// <summary>This part: data, what flows where, and who does the work.</summary>
internal static partial class Rules
{
    public static readonly Rule ItemOfReference = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1",
        "The data object reference \"{0}\" must not have an itemSubjectRef: its data object says what it is."
    );
    public static readonly Rule StateOfDataObject = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1",
        "The data object \"{0}\" must not have a state: only references to it have."
    );
    public static readonly Rule CollectionDiffers = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1 tables 10.50, 10.59, 10.60",
        "\"{0}\" and its item definition \"{1}\" must have the same isCollection."
    );
    public static readonly Rule DataObjectElsewhere = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1",
        "The data object \"{1}\" cannot be seen from \"{0}\"."
    );
    public static readonly Rule DataInNoSet = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1 tables 10.59, 10.60",
        "The <{1}> \"{0}\" is in no set of its specification."
    );
    public static readonly Rule DataOfOtherSpecification = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1 tables 10.61, 10.62",
        "<{0}> \"{1}\" must name data of the same specification."
    );
    public static readonly Rule SetDoesNotList = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1 tables 10.61, 10.62",
        "<{0}> \"{1}\" names what <{2}> of this set does not list."
    );
    public static readonly Rule ProcessInputFilled = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1",
        "The data input \"{0}\" of a process must not be the target of a data association in it."
    );
    public static readonly Rule ProcessOutputRead = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1",
        "The data output \"{0}\" of a process must not be the source of a data association in it."
    );
    public static readonly Rule AssociationEnd = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.2",
        "The {1} of the <{0}> must not be the <{2}> \"{3}\"."
    );
    public static readonly Rule ItemsDiffer = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.2",
        "The ends of the <{0}> have different item definitions and nothing transforms one into the other."
    );
    public static readonly Rule ServiceData = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.3",
        "The <{1}> \"{0}\" has {2}: its message allows no more than one."
    );
    public static readonly Rule MessageItemDiffers = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.3",
        "The data of the <{1}> \"{0}\" and its message have different item definitions."
    );
    public static readonly Rule CalledDataDiffers = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.6",
        "The data inputs and outputs of the call activity \"{0}\" are not those of \"{1}\"."
    );
    public static readonly Rule BindingOfOtherOperation = Rule.Define(
        Weight.BreaksStandard,
        "§10.4.1",
        "The operation \"{0}\" belongs to no interface that this element supports."
    );
    public static readonly Rule LoopItemNotScalar = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.8 table 10.30",
        "<{0}> of \"{1}\" must be one item of the collection that <{2}> names."
    );
    public static readonly Rule LoopDataElsewhere = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.8 table 10.30",
        "<{1}> of \"{0}\" must name {2}."
    );
    public static readonly Rule ResourceRoleContent = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.1 table 10.5",
        "<{0}> has either a resourceRef with its parameters or a resourceAssignmentExpression, not both."
    );
    public static readonly Rule ParameterOfOtherResource = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.1 table 10.7",
        "The parameter \"{0}\" does not belong to the resource \"{1}\"."
    );
    public static readonly Rule LaneNodeElsewhere = Rule.Define(
        Weight.BreaksStandard,
        "§10.8",
        "The lane \"{0}\" lists \"{1}\", which is not in its process."
    );
    public static readonly Rule LaneNodeTwice = Rule.Define(
        Weight.Caution,
        "§10.8",
        "\"{1}\" is also listed in the lane \"{0}\" of the same lane set."
    );
    public static readonly Rule PublicAndExecutable = Rule.Define(
        Weight.BreaksStandard,
        "§10.2 table 10.1",
        "The public process \"{0}\" must not be executable."
    );
    public static readonly Rule InstantiatingIncoming = Rule.Define(
        Weight.BreaksStandard,
        "§10.3.3, §10.6.6",
        "\"{0}\" instantiates the process: it must have no incoming flow, and the process no start event beside it."
    );
    public static readonly Rule CompensatedActivityUnseen = Rule.Define(
        Weight.BreaksStandard,
        "§10.7.1",
        "The activity \"{1}\" cannot be compensated from \"{0}\": it lies in another scope."
    );
}
