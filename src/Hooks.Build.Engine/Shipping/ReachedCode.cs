using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Hooks.Build.Engine.Code;

namespace Hooks.Build.Engine.Shipping;

/// <summary>The methods of an assembly that can be called from some of them, and the types that these touch.</summary>
/// <param name="image">The assembly.</param>
/// <param name="reader">Its metadata.</param>
/// <param name="isByNameAlone">Virtual methods that are called only where the assembly calls one of that name with types of Hooks.Build; all others may be
/// called by anybody who has an object.</param>
/// <param name="isOurs">Whether a type is one of these.</param>
/// <param name="touched">What else may be called of a type as soon as it is touched.</param>
internal sealed class ReachedCode(
    PEReader image,
    MetadataReader reader,
    Func<MethodDefinitionHandle, bool> isByNameAlone,
    Func<EntityHandle, bool> isOurs,
    Func<TypeDefinitionHandle, IEnumerable<MethodDefinitionHandle>> touched)
{
    private readonly Dictionary<MethodDefinitionHandle, MethodDefinitionHandle> _callers = [];
    private readonly HashSet<TypeDefinitionHandle> _types = [];
    private readonly Queue<MethodDefinitionHandle> _next = new();
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);
    private readonly List<(string Name, MethodDefinitionHandle Method, MethodDefinitionHandle Toucher)> _waiting = [];

    /// <summary>The methods.</summary>
    public IEnumerable<MethodDefinitionHandle> Methods => _callers.Keys;

    /// <summary>The types, those that declare the methods among them.</summary>
    public IEnumerable<TypeDefinitionHandle> Types => _types;

    /// <summary>Whether a method is reached.</summary>
    public bool Has(MethodDefinitionHandle method) => _callers.ContainsKey(method);

    /// <summary>Whether a type is touched.</summary>
    public bool Has(TypeDefinitionHandle type) => _types.Contains(type);

    /// <summary>Which method was first seen to reach one; nil where it was a start.</summary>
    public MethodDefinitionHandle CallerOf(MethodDefinitionHandle method) => _callers[method];

    /// <summary>Adds what can be called from some methods.</summary>
    public void Add(IEnumerable<MethodDefinitionHandle> starts)
    {
        foreach (var start in starts)
        {
            Reach(start, caller: default);
        }

        while (_next.TryDequeue(out var method))
        {
            TypeMentions types = new(reader, type => Touch(type, method));
            foreach (var token in TokensOf(image, reader, method))
            {
                types.Tell(token);
                Follow(token, method);
            }
        }
    }

    /// <summary>The tokens in the instructions of a method and of what it catches.</summary>
    public static IEnumerable<EntityHandle> TokensOf(PEReader image, MetadataReader reader, MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        if (method.RelativeVirtualAddress == 0 || (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.IL)
        {
            return [];
        }

        var body = image.GetMethodBody(method.RelativeVirtualAddress);
        List<EntityHandle> tokens = [.. body.ExceptionRegions.Where(region => region.Kind == ExceptionRegionKind.Catch).Select(region => region.CatchType)];
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            switch (Instructions.OperandOf(Instructions.ReadOpcode(ref code)))
            {
                case Operand.Token:
                    tokens.Add((EntityHandle)MetadataTokens.Handle(code.ReadInt32()));
                    break;
                case Operand.String:
                    code.Offset += sizeof(int);
                    break;
                case Operand.Switch:
                    code.Offset += code.ReadInt32() * sizeof(int);
                    break;
                case var operand:
                    code.Offset += (int)operand;
                    break;
            }
        }

        return tokens;
    }

    private void Follow(EntityHandle token, MethodDefinitionHandle caller)
    {
        switch (token.Kind)
        {
            case HandleKind.MethodDefinition:
                Call((MethodDefinitionHandle)token, caller);
                break;
            case HandleKind.MethodSpecification:
                Follow(reader.GetMethodSpecification((MethodSpecificationHandle)token).Method, caller);
                break;
            case HandleKind.MemberReference:
                // A method of a generic type of this assembly is a reference: all of its name, which is more than it can be.
                var member = reader.GetMemberReference((MemberReferenceHandle)token);
                Called(types => types.Tell(token), member.Name);
                TypeMentions types = new(reader, type => CallByName(type, member.Name, caller));
                types.Tell(member.Parent);
                break;
        }
    }

    private void CallByName(EntityHandle type, StringHandle name, MethodDefinitionHandle caller)
    {
        if (type.Kind == HandleKind.TypeDefinition)
        {
            foreach (var method in reader.GetTypeDefinition((TypeDefinitionHandle)type)
                .GetMethods()
                .Where(method => reader.StringComparer.Equals(reader.GetMethodDefinition(method).Name, reader.GetString(name))))
            {
                Reach(method, caller);
            }
        }
    }

    private void Call(MethodDefinitionHandle method, MethodDefinitionHandle caller)
    {
        Reach(method, caller);
        var definition = reader.GetMethodDefinition(method);
        Called(types => types.Tell(definition), definition.Name);
    }

    private void Called(Action<TypeMentions> tell, StringHandle handle)
    {
        var mentions = false;
        tell(new TypeMentions(reader, type => mentions |= isOurs(type)));
        if (mentions && reader.GetString(handle) is var name && _called.Add(name))
        {
            foreach (var (_, method, toucher) in _waiting.Where(each => IsNamed(each.Name, name)).ToList())
            {
                Reach(method, toucher);
            }
        }
    }

    private void Reach(MethodDefinitionHandle method, MethodDefinitionHandle caller)
    {
        if (_callers.TryAdd(method, caller))
        {
            _next.Enqueue(method);
            Touch(reader.GetMethodDefinition(method).GetDeclaringType(), method);
        }
    }

    private void Touch(EntityHandle handle, MethodDefinitionHandle toucher)
    {
        if (handle.Kind != HandleKind.TypeDefinition || !_types.Add((TypeDefinitionHandle)handle))
        {
            return;
        }

        var type = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
        TypeMentions bases = new(reader, each => Touch(each, toucher));
        if (!type.BaseType.IsNil)
        {
            bases.Tell(type.BaseType);
        }

        foreach (var body in type.GetMethodImplementations()
            .Select(each => reader.GetMethodImplementation(each).MethodBody)
            .Where(body => body.Kind == HandleKind.MethodDefinition))
        {
            ReachVirtual((MethodDefinitionHandle)body, toucher);
        }

        foreach (var method in type.GetMethods())
        {
            var definition = reader.GetMethodDefinition(method);
            if ((definition.Attributes & MethodAttributes.Virtual) != 0)
            {
                ReachVirtual(method, toucher);
            }
            else if (reader.StringComparer.Equals(definition.Name, ".cctor"))
            {
                Reach(method, toucher);
            }
        }

        foreach (var method in touched((TypeDefinitionHandle)handle))
        {
            Reach(method, caller: default);
        }
    }

    private void ReachVirtual(MethodDefinitionHandle method, MethodDefinitionHandle toucher)
    {
        var name = reader.GetString(reader.GetMethodDefinition(method).Name);
        if (isByNameAlone(method) && !_called.Any(called => IsNamed(name, called)))
        {
            _waiting.Add((name, method, toucher));
        }
        else
        {
            Reach(method, toucher);
        }
    }

    // An explicit implementation has the name of the interface before its own.
    private static bool IsNamed(string name, string called) =>
        name.EndsWith(called, StringComparison.Ordinal) && (name.Length == called.Length || name[^(called.Length + 1)] == '.');
}
