using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Tests.Hosting;

/// <summary>What a system refuses that is out of descriptors.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Numbers of errors are Linux's.")]
public sealed class FewDescriptorsTests
{
    [TestMethod]
    public void It_is_known_in_each_form_that_it_has_in_NET()
    {
        foreach (var refusal in (Exception[])[
            new IOException("Too many open files", 24),
            new System.ComponentModel.Win32Exception(24),
            new TypeInitializationException("A", new IOException("Too many open files", 24))])
        {
            SystemRefusal.Is(refusal).ShouldBeTrue();
            SystemRefusal.Words(refusal).ShouldBe("Too many open files. Raise the limit of open files (ulimit -n)");
        }

        SystemRefusal.Is(new InvalidOperationException()).ShouldBeFalse();
    }
}
