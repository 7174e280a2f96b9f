using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Hooks.Build.Engine.Shipping;

/// <summary>
/// Tells the code of hooks, which nobody calls in what is shipped, from the code of the program itself. Where the latter uses a type of Hooks.Build in
/// its instructions, it would do something else with what replaces the type.
/// </summary>
internal sealed class OwnCode
{
    private readonly PEReader _image;
    private readonly MetadataReader _reader;
    private readonly IReadOnlyDictionary<TypeReferenceHandle, bool> _ours;
    private readonly HashSet<MethodDefinitionHandle> _hooks;
    private readonly HashSet<TypeDefinitionHandle> _held = [];
    private readonly ReachedCode _ofHooks;
    private readonly ReachedCode _own;

    /// <param name="image">The assembly.</param>
    /// <param name="reader">Its metadata.</param>
    /// <param name="ours">The references to types of Hooks.Build, each with whether that is an enum.</param>
    /// <param name="hooks">The methods that are hooks, and those that listen: type and name.</param>
    public OwnCode(PEReader image, MetadataReader reader, IReadOnlyDictionary<TypeReferenceHandle, bool> ours, IReadOnlySet<(string Type, string Method)> hooks)
    {
        (_image, _reader, _ours) = (image, reader, ours);
        // An overload of a hook that takes something else is none.
        _hooks = [.. reader.MethodDefinitions.Where(method =>
            hooks.Contains((CodePlace.Of(
                reader, reader.GetMethodDefinition(method).GetDeclaringType()), reader.GetString(reader.GetMethodDefinition(method).Name)))
            && (reader.GetMethodDefinition(method).GetParameters().Count == 0 || NeedsOurs(method)))];
        FindHeld();
        _ofHooks = new ReachedCode(image, reader, isByNameAlone: _ => false, isOurs: _ => false, touched: _ => []);
        _ofHooks.Add(_hooks);
        _own = new ReachedCode(image, reader, isByNameAlone: NeedsOurs, isOurs: IsOursOrHeld, touched: CalledByAnybody);
        _own.Add(Starts());
    }

    /// <summary>Whether methods of a type can be told apart by more than their place: by code of others, or by reflection.</summary>
    public bool AreAskedFor(TypeDefinitionHandle type, params ReadOnlySpan<MethodDefinitionHandle> methods)
    {
        var isVisible = IsLibrary && IsVisible(type);
        foreach (var method in methods)
        {
            isVisible &= IsVisible(method);
        }

        return isVisible || (_own.Has(type) && !_reader.GetTypeDefinition(type).GetMethods().Any(_hooks.Contains));
    }

    /// <summary>Throws where own code uses a type of Hooks.Build.</summary>
    /// <exception cref="InvalidDataException">It does.</exception>
    public void Check()
    {
        foreach (var method in _own.Methods.OrderBy(handle => MetadataTokens.GetRowNumber(handle)))
        {
            if (ReachedCode.TokensOf(_image, _reader, method)
                .Select(token => Mentioned(types => types.Tell(token)))
                .FirstOrDefault(type => type is not null) is { } used)
            {
                throw new InvalidDataException($"{Place(method)} uses {used}, and is not code of hooks alone: move what only hooks use into a class of theirs");
            }
        }

        foreach (var type in _own.Types.OrderBy(handle => MetadataTokens.GetRowNumber(handle)))
        {
            var definition = _reader.GetTypeDefinition(type);
            var bases = definition.GetInterfaceImplementations()
                .Select(each => _reader.GetInterfaceImplementation(each).Interface)
                .Append(definition.BaseType)
                .Where(each => !each.IsNil);
            if (bases.Select(each => Mentioned(types => types.Tell(each))).FirstOrDefault(each => each is not null) is { } used)
            {
                throw new InvalidDataException($"{CodePlace.Of(_reader, type)}, which not only hooks use, is made of {used}");
            }

            RequireNoEnum(type);
        }
    }

    // Whoever reads or writes objects by their members, as serializers do, writes the names of enums.
    private void RequireNoEnum(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        if (type.GetMethods().Any(_hooks.Contains))
        {
            return;
        }

        foreach (var field in type.GetFields().Select(_reader.GetFieldDefinition).Where(field => (field.Attributes & FieldAttributes.Static) == 0))
        {
            string? used = null;
            _ = field.DecodeSignature(new TypeMentions(_reader, each => used ??= IsOurs(each) && _ours[(TypeReferenceHandle)each] ? NameOf(each) : null), null);
            if (used is not null)
            {
                throw new InvalidDataException($"{CodePlace.Of(_reader, handle)}, which not only hooks use, has a member of {used}");
            }
        }
    }

    private string NameOf(EntityHandle ours) => _reader.GetString(_reader.GetTypeReference((TypeReferenceHandle)ours).Name);

    private EntityHandle Entry => MetadataTokens.EntityHandle(_image.PEHeaders.CorHeader!.EntryPointTokenOrRelativeVirtualAddress);

    private bool IsLibrary => Entry is not { IsNil: false, Kind: HandleKind.MethodDefinition };

    private string Place(MethodDefinitionHandle method)
    {
        var place = CodePlace.Of(_reader, method);
        for (var caller = _own.CallerOf(method); !caller.IsNil; caller = _own.CallerOf(caller))
        {
            if (CodePlace.Of(_reader, caller) is var name && name != place)
            {
                return $"{place}, which {name} reaches,";
            }
        }

        return place;
    }

    // A program is called at its start; a library by all that is visible.
    private IEnumerable<MethodDefinitionHandle> Starts()
    {
        if (!IsLibrary)
        {
            yield return (MethodDefinitionHandle)Entry;
        }

        // A module's initializers run before any of its code.
        foreach (var handle in _reader.TypeDefinitions)
        {
            var isOfHooks = _ofHooks.Has(handle) && !_reader.GetTypeDefinition(handle).GetMethods().Any(_hooks.Contains);
            foreach (var method in _reader.GetTypeDefinition(handle).GetMethods())
            {
                var isInitializer = MetadataTokens.GetRowNumber(handle) == 1;
                if (isInitializer
                    || (IsLibrary && IsVisible(handle) && IsVisible(method) && !_hooks.Contains(method) && IsCallable(method))
                    || (!isOfHooks && CalledByAnybody(method)))
                {
                    yield return method;
                }
            }
        }
    }

    private IEnumerable<MethodDefinitionHandle> CalledByAnybody(TypeDefinitionHandle type) => _reader.GetTypeDefinition(type).GetMethods()
        .Where(CalledByAnybody)
        .Concat(ConstructorsOf(type).Where(constructor => _reader.GetMethodDefinition(constructor).GetParameters().Count == 0));

    // What no hook calls may be called by reflection.
    private bool CalledByAnybody(MethodDefinitionHandle method) => !_ofHooks.Has(method) && IsCallable(method);

    private bool IsCallable(MethodDefinitionHandle handle)
    {
        var method = _reader.GetMethodDefinition(handle);
        return !CodePlace.IsMadeUp(_reader.GetString(method.Name))
            && !CodePlace.IsMadeUp(_reader.GetString(_reader.GetTypeDefinition(method.GetDeclaringType()).Name))
            && ((method.Attributes & MethodAttributes.Static) != 0 || !_held.Contains(method.GetDeclaringType())) && !NeedsOurs(handle);
    }

    private bool IsVisible(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(type.GetDeclaringType()),
            _ => false,
        };
    }

    private bool IsVisible(MethodDefinitionHandle handle) =>
        (_reader.GetMethodDefinition(handle).Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family
            or MethodAttributes.FamORAssem;

    // Whoever calls it has, or gets, what only hooks are given.
    private bool NeedsOurs(MethodDefinitionHandle method)
    {
        var needs = false;
        new TypeMentions(_reader, type => needs |= IsOursOrHeld(type)).Tell(_reader.GetMethodDefinition(method));
        return needs;
    }

    // Classes whose every constructor but that of copies takes a type of Hooks.Build, or another such class: only hooks have objects of them.
    private void FindHeld()
    {
        var constructors = _reader.TypeDefinitions.Where(type => !IsValueType(type))
            .ToDictionary(type => type, type => ConstructorsOf(type).Where(constructor => !Copies(constructor, type)).ToList());
        while (constructors.Where(pair => !_held.Contains(pair.Key) && pair.Value.Count > 0 && pair.Value.TrueForAll(NeedsOurs))
            .Select(pair => pair.Key)
            .ToList() is { Count: > 0 } more)
        {
            _held.UnionWith(more);
        }
    }

    private IEnumerable<MethodDefinitionHandle> ConstructorsOf(TypeDefinitionHandle type) =>
        _reader.GetTypeDefinition(type).GetMethods().Where(method => _reader.StringComparer.Equals(_reader.GetMethodDefinition(method).Name, ".ctor"));

    private bool Copies(MethodDefinitionHandle constructor, TypeDefinitionHandle type)
    {
        List<EntityHandle> mentioned = [];
        new TypeMentions(_reader, mentioned.Add).Tell(_reader.GetMethodDefinition(constructor));
        return mentioned is [var only] && only == type;
    }

    private bool IsValueType(TypeDefinitionHandle type) => _reader.GetTypeDefinition(type).BaseType is { Kind: HandleKind.TypeReference } parent
        && _reader.GetTypeReference((TypeReferenceHandle)parent) is var reference
        && (_reader.StringComparer.Equals(reference.Name, "ValueType") || _reader.StringComparer.Equals(reference.Name, "Enum"));

    private bool IsOursOrHeld(EntityHandle type) => IsOurs(type) || (type.Kind == HandleKind.TypeDefinition && _held.Contains((TypeDefinitionHandle)type));

    private bool IsOurs(EntityHandle type) => type.Kind == HandleKind.TypeReference && _ours.ContainsKey((TypeReferenceHandle)type);

    private string? Mentioned(Action<TypeMentions> tell)
    {
        string? name = null;
        tell(new TypeMentions(_reader, type => name ??= IsOurs(type) ? NameOf(type) : null));
        return name;
    }
}
