using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Accounts;

/// <summary>Why somebody is not signed in; none of them says whether an account of that name exists.</summary>
public abstract record SignInRefusal : Refusal;

public sealed record UserNameOrPasswordIsWrong : SignInRefusal;

/// <summary>Too many wrong passwords; also told to who has the right one.</summary>
public sealed record AccountIsLocked(DateTimeOffset Until) : SignInRefusal;

/// <summary>Unknown, expired, revoked, already exchanged, or of an account whose password has changed since.</summary>
public sealed record TokenIsNotValid : SignInRefusal;

/// <summary>The password is right; the account wants a code from its authenticator as well.</summary>
public sealed record SecondFactorIsNeeded : SignInRefusal;

/// <summary>Wrong, used already, or too old.</summary>
public sealed record SecondFactorIsWrong : SignInRefusal;

/// <summary>Given by somebody else, or too old: nothing else is open until it is changed.</summary>
/// <param name="Address">The page where that is done.</param>
public sealed record PasswordMustBeChanged(string Address) : SignInRefusal;

/// <summary>The post must have a second factor, and the account has none yet.</summary>
/// <param name="Address">The page where that is done.</param>
public sealed record SecondFactorMustBeEnrolled(string Address) : SignInRefusal;

public sealed record SecondFactorIsRequired() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record SecondFactorIsThereAlready() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NoEnrolmentIsUnderWay() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NobodyResetsTheirOwnSecondFactor() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record AccountDoesNotExist(string UserName) : DomainRefusal(RefusalGround.NotThere);

public sealed record UserNameIsTaken(string UserName) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record UserNameIsNotAllowed(string UserName) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record DisplayNameIsNotAllowed(int MostCharacters) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record EmailIsNotAllowed(string Email) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PostNeedsAgency() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PostTakesNoAgency() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PasswordIsTooShort(int LeastCharacters) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PasswordIsTooLong(int MostCharacters) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PasswordIsTooSimple(int LeastKinds) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PasswordContainsUserName() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PostIsUnknown(string Post) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Another post is another account: what was done in the old one stays its holder's.</summary>
public sealed record PostOfAccountStays(string UserName) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Work goes to somebody of the same post and agency; anybody else could not do it.</summary>
public sealed record SuccessorIsNoColleague(string UserName) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PasswordIsTooCommon() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record PasswordWasUsedBefore(int Last) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record CurrentPasswordIsWrong() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record NobodyDisablesTheirOwnAccount() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Used, replaced by a later start, or never given out; or there is an account already.</summary>
public sealed record SetupLinkIsNotValid() : DomainRefusal(RefusalGround.NotAllowed);
